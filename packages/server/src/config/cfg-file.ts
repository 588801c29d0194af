// Reads a configuration file of PyWPS: the notation of Python's configparser, as far as such files use it. What the keys mean is pywps-config.ts's.

/** Sections by name, keys in lower case, values as text. */
export type Cfg = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** The file's sections with `${NAME}` and `%(name)s` replaced; what is not known stays as it is. Throws an Error that names the line. */
export function readCfg(text: string, env: Environment): Cfg {
  const raw = readLines(text);
  const cfg = new Map<string, Map<string, string>>();
  for (const [name, keys] of raw) {
    const lookUp = (key: string): string | undefined =>
      keys.get(key.toLowerCase()) ?? raw.get("DEFAULT")?.get(key.toLowerCase()) ?? env[key];
    cfg.set(name, new Map([...keys].map(([key, value]) => [key, isRaw(name, key) ? value : expand(value, lookUp, env)])));
  }
  return cfg;
}

/** Of it PyWPS itself expands nothing: it is a format of Python's logging. */
function isRaw(section: string, key: string): boolean {
  return section === "logging" && key === "format";
}

function readLines(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let last: string | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const where = `line ${index + 1}`;
    if (/^\s*([#;]|$)/.test(line)) continue;
    const head = /^\[(.+)\]\s*$/.exec(line)?.[1];
    if (head !== undefined) {
      section = sections.get(head) ?? new Map();
      sections.set(head, section);
      last = undefined;
      continue;
    }
    if (section === undefined) throw new Error(`${where}: a key stands before the first [section].`);
    if (/^\s/.test(line) && last !== undefined) {
      section.set(last, `${section.get(last) ?? ""}\n${line.trim()}`.trim());
      continue;
    }
    const [, key, value = ""] = /^\s*([^=:]+?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined) throw new Error(`${where}: ${JSON.stringify(line.trim())} is neither a [section] nor a key with a value.`);
    last = key.toLowerCase();
    section.set(last, value);
  }
  return sections;
}

function expand(value: string, lookUp: (name: string) => string | undefined, env: Environment, depth = 0): string {
  if (depth > 10) return value;
  const once = value.replace(/%\(([^)]+)\)s|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|%%/g, (found, name?: string, variable?: string) => {
    if (found === "%%") return "%";
    const known = name === undefined ? env[variable ?? ""] : lookUp(name);
    return known === undefined || known === value ? found : expand(known, lookUp, env, depth + 1);
  });
  return once;
}
