// `terrarium completion`: a script by which a shell completes the words of the command line, made of the commands as they are.
import { Argument, type Command } from "commander";
import { finite } from "./giving-up.js";

/** What may be said at one place. */
interface Place {
  /** The words before, other than options; each of a command's names makes a place. */
  readonly path: string;
  readonly words: readonly (readonly [word: string, meaning: string])[];
  /** Options with a closed list of values. */
  readonly values: readonly (readonly [option: string, choices: readonly string[]])[];
  readonly command: Command;
}

const namesOf = (command: Command): string[] => [command.name(), ...command.aliases()];

function placesOf(command: Command, paths: readonly string[] = [""]): Place[] {
  const below = command.commands.map((one) => [one.name(), one.description()] as const);
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices.map((one) => [one, ""] as const));
  const options = command.options.filter(({ hidden }) => !hidden);
  const flags = options.flatMap(({ long, short, description }) =>
    [long, short?.startsWith("--") === true ? short : undefined].flatMap((flag) => (flag == null ? [] : [[flag, description] as const])),
  );
  const values = options.flatMap(({ long, short, argChoices = [] }) =>
    argChoices.length === 0 ? [] : [long, short].flatMap((flag) => (flag == null ? [] : [[flag, argChoices] as const])),
  );
  const words = [...below, ...choices, ...flags, ["--help", "say what there is"] as const];
  const deeper = command.commands.flatMap((one) =>
    placesOf(
      one,
      paths.flatMap((path) => namesOf(one).map((name) => `${path} ${name}`.trim())),
    ),
  );
  return [...paths.map((path) => ({ path, words, values, command })), ...deeper];
}

/** The words before the cursor as a path, and what may follow; the same in bash and zsh. */
function choose(places: readonly Place[]): string {
  const known = places.filter(({ path }) => path !== "").map(({ path }) => `"${path}"`);
  const follow = places.map(({ path, words }) => `    "${path}") choices="${words.map(([word]) => word).join(" ")}" ;;`);
  const values = places.flatMap(({ path, values: all }) =>
    all.map(([flag, some]) => `    "${path} ${flag}") choices="${some.join(" ")}" ;;`),
  );
  return `  for word in "\${before[@]}"; do
    case "\${place:+$place }$word" in
      ${known.join("|")}) place="\${place:+$place }$word" ;;
    esac
  done
  case "$place" in
${follow.join("\n")}
  esac
  case "$place $previous" in
${values.join("\n")}
  esac`;
}

/** The script for bash. */
export function bashCompletion(program: Command): string {
  const places = placesOf(program);
  return `# Completion of terrarium for bash.
_terrarium() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" place="" choices="" word
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
${choose(places)}
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
}
complete -o default -F _terrarium terrarium
`;
}

function zsh(program: Command): string {
  const places = placesOf(program);
  return `#compdef terrarium
# Completion of terrarium for zsh.
_terrarium() {
  local previous="\${words[CURRENT-1]}" place="" choices="" word
  local -a before
  before=("\${(@)words[2,CURRENT-1]}")
${choose(places)}
  compadd -- \${=choices} || _files
}
compdef _terrarium terrarium
`;
}

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

function fish(program: Command): string {
  const names = (all: readonly Command[]): string => all.flatMap(namesOf).join(" ");
  const lines = placesOf(program).flatMap(({ path, command }) => {
    const [first, second] = path.split(" ");
    const isHere =
      second === undefined
        ? first === ""
          ? "__fish_use_subcommand"
          : `__fish_seen_subcommand_from ${first}`
        : `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`;
    const isAlone =
      command.commands.length > 0 && path !== "" ? `${isHere}; and not __fish_seen_subcommand_from ${names(command.commands)}` : isHere;
    const word = (text: string, meaning: string) =>
      `complete -c terrarium -f -n ${quoted(isAlone)} -a ${quoted(text)} -d ${quoted(meaning)}`;
    return [
      ...command.commands.map((one) => word(one.name(), one.description())),
      ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices.map((one) => word(one, ""))),
      ...command.options.map(({ long, short, description, argChoices, required, optional }) => {
        const flags = [long, short].flatMap((flag) =>
          flag == null ? [] : [flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`],
        );
        const value = argChoices === undefined ? (required || optional ? " -r" : "") : ` -x -a ${quoted(argChoices.join(" "))}`;
        return `complete -c terrarium -n ${quoted(isAlone)} ${flags.join(" ")}${value} -d ${quoted(description)}`;
      }),
    ];
  });
  return `# Completion of terrarium for fish.\n${lines.join("\n")}\n`;
}

const shells = { bash: bashCompletion, zsh, fish } as const;
const shellNames = Object.keys(shells) as (keyof typeof shells)[];

/** Adds the verb; last, as it knows the others. */
export function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .description("print a script by which a shell completes these words")
    .addArgument(new Argument("<shell>").choices(shellNames))
    .action(
      finite(async (shell: keyof typeof shells) => {
        process.stdout.write(shells[shell](program));
      }),
    );
}
