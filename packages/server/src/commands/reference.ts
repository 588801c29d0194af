// docs/reference-command-line.md, made of the commands as they are and of what verbs.ts says of them.
import type { Command, Option } from "commander";
import { meanings } from "./exit-codes.js";
import { leavesOf, verbs } from "./verbs.js";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

function optionRow({ flags, description, argChoices, defaultValue, mandatory }: Option): string {
  const facts = [
    ...(mandatory ? ["needed"] : []),
    ...(argChoices === undefined ? [] : [argChoices.map((one) => `\`${one}\``).join(", ")]),
    ...(defaultValue === undefined ? [] : [`usually \`${String(defaultValue)}\``]),
  ];
  return `| \`${flags}\` | ${cell(description)}${facts.length === 0 ? "" : ` (${facts.join("; ")})`} |`;
}

function section(words: string, command: Command): string {
  const { example = "", json, codes = [] } = verbs[words] ?? {};
  const others = command.aliases().map((alias) => ` or \`${alias}\``);
  const described = command.registeredArguments.flatMap((argument) => {
    const choices = argument.argChoices?.map((one) => `\`${one}\``).join(", ");
    const text = [argument.description, choices].filter((one) => one !== undefined && one !== "").join(": ");
    return text === "" ? [] : [`| ${argument.required ? `&lt;${argument.name()}>` : `[${argument.name()}]`} | ${cell(text)} |`];
  });
  const rows = [...described, ...command.options.map(optionRow)];
  const document = json?.form === "lines" ? "one JSON document on each line" : "one JSON document";
  return [
    `## ${words}`,
    `\`terrarium ${words} ${command.usage()}\`${others.join("")}: ${command.description()}. For example \`${example}\``,
    ...(rows.length === 0 ? [] : [["| option | meaning |", "|---|---|", ...rows].join("\n")]),
    ...(json === undefined ? [] : [`\`--json\` prints ${document}: ${json.of}.`]),
    ...(codes.length === 0 ? [] : [`Exit codes of its own: ${codes.join(", ")}.`]),
  ].join("\n\n");
}

/** The text of the file. */
export function commandLineReference(program: Command): string {
  return `${[
    "# Reference of the command line",
    "Made of the commands themselves by `node scripts/command-line-docs.mjs`. How they are used together: [command-line.md](command-line.md).",
    [
      "| exit code | says |",
      "|---|---|",
      ...meanings.map(([code, meaning]) => `| ${code} | ${meaning} |`),
      "| 1 | a defect of Terrarium itself |",
    ].join("\n"),
    "Every command ends with 2 for words that it does not know, and by Ctrl-C with 6, if it is one that comes to an end by itself. Those that ask a server end with 7 where none answers, and with 8 where it does not let them.",
    ...leavesOf(program).map(([words, command]) => section(words, command)),
  ].join("\n\n")}\n`;
}
