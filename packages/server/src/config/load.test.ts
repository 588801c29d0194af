import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError, isLoopback, publicUrl } from "./config.js";
import { loadConfig } from "./load.js";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "terrarium-config-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

function file(text: string): string {
  const path = join(dir, "terrarium.toml");
  writeFileSync(path, text);
  return path;
}

function problems(text: string, env: Record<string, string> = {}, cli = {}): readonly string[] {
  try {
    loadConfig({ file: file(text), env, cli });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.replaceAll(`${dir}/`, ""));
    throw error;
  }
  return [];
}

describe("defaults", () => {
  it("are complete and listen on loopback only", () => {
    const config = loadConfig({ env: { XDG_DATA_HOME: "/data" } });
    expect(config.server).toMatchObject({ host: "127.0.0.1", port: 5000, allowUnauthenticated: false });
    expect(config.limits).toMatchObject({ running: availableParallelism(), waiting: 10_000, inputBytes: 2 ** 30, syncWaitMs: 60_000 });
    expect(config.isolation.engine).toBe("bwrap");
    for (const [name, value] of Object.entries(config.limits.job)) expect(value, name).toBeGreaterThan(0);
    expect(publicUrl(config, 4711)).toBe("http://localhost:4711");
  });
});

describe("sources", () => {
  it("take the command line over the environment over the file", () => {
    const path = file('[server]\nport = 1\nhost = "127.0.0.2"\ndata = "kept"\n');
    const config = loadConfig({
      file: path,
      env: { TERRARIUM__SERVER__PORT: "2", TERRARIUM__SERVER__HOST: "127.0.0.3" },
      cli: { port: "3" },
    });
    expect(config.server).toMatchObject({ port: 3, host: "127.0.0.3", dataDir: join(dir, "kept") });
  });

  it("resolve paths of the file beside it and other paths in the working directory", () => {
    const path = file('[server]\ndata = "a"\n[processes]\npaths = ["own/*.process.ts"]\n[fetch.map]\n"https://e.org/d/" = "mirror"\n');
    const config = loadConfig({ file: path, env: {}, cli: { data: "b" } });
    expect(config.server.dataDir).toBe(join(process.cwd(), "b"));
    expect(config.processes.entries).toEqual([{ path: join(dir, "own/*.process.ts"), environment: {} }]);
    expect(config.fetch.map).toEqual({ "https://e.org/d/": join(dir, "mirror") });
  });

  it("read numbers, lists, tables and names of processes from the environment", () => {
    const config = loadConfig({
      env: {
        TERRARIUM__LIMITS__CPUS: "1.5",
        TERRARIUM__SERVICE__TITLE: "2024",
        TERRARIUM__SERVICE__KEYWORDS: "one, two",
        TERRARIUM__FETCH__ALLOW: '["10.0.0.0/8", "localhost:8080"]',
        TERRARIUM__PROCESSES__OVERRIDE__myBuffer__WALL: "2h",
      },
    });
    expect(config.limits.job.cpus).toBe(1.5);
    expect(config.service).toMatchObject({ title: "2024", keywords: ["one", "two"] });
    expect(config.fetch.allow).toEqual(["10.0.0.0/8", "localhost:8080"]);
    expect(config.processes.overrides).toEqual({ myBuffer: { hidden: false, limits: { wallMs: 7_200_000 } } });
  });

  it("read a secret from the file that NAME_FILE names", () => {
    const secret = join(dir, "secret");
    writeFileSync(secret, "http://user-less.example:3128\n");
    expect(loadConfig({ env: { TERRARIUM__FETCH__PROXY_FILE: secret } }).fetch.proxy).toBe("http://user-less.example:3128");
    expect(problems("", { TERRARIUM__FETCH__PROXY_FILE: join(dir, "none") })[0]).toContain("cannot be read");
  });

  it("find the file by TERRARIUM_CONFIG, and say when there is none", () => {
    expect(loadConfig({ env: { TERRARIUM_CONFIG: file('[service]\ntitle = "T"') } }).service.title).toBe("T");
    expect(() => loadConfig({ file: join(dir, "none.toml"), env: {} })).toThrow("there is no such file");
  });
});

describe("values", () => {
  it("carry their units", () => {
    const config = loadConfig({ file: file('[limits]\nmemory = "1.5GiB"\ndisk = "10 MB"\nwall = "500ms"\nretention = "2d"'), env: {} });
    expect(config.limits.job).toMatchObject({ memoryBytes: 1.5 * 2 ** 30, diskBytes: 1e7, wallMs: 500 });
    expect(config.limits.retentionMs).toBe(172_800_000);
  });

  it.each(["1024", '"1024"', '"0MiB"', '"-1MiB"', '"1 parsec"', '"1MiB x"', '"99999999TiB"'])(
    "without a usable unit are refused: %s",
    (value) => {
      expect(problems(`[limits]\nmemory = ${value}`)).toEqual([expect.stringContaining("limits.memory:")]);
    },
  );

  it("may be no time at all where nothing need be waited for, and nowhere else", () => {
    expect(loadConfig({ file: file('[limits]\nasync_wait = "0s"'), env: {} }).limits.asyncWaitMs).toBe(0);
    expect(problems('[limits]\nasync_wait = "0"\nwall = "0s"')).toHaveLength(2);
  });

  it("of public_url are addresses without a query and lose their last slash", () => {
    expect(loadConfig({ env: { TERRARIUM__SERVER__PUBLIC_URL: "https://e.org/geo/" } }).server.publicUrl).toBe("https://e.org/geo");
    expect(problems('[server]\npublic_url = "ftp://e.org"')).toHaveLength(1);
    expect(problems('[server]\npublic_url = "http://e.org/?a=b"')).toHaveLength(1);
  });

  it("of the contact reach the service description under their own names", () => {
    const text =
      '[service.contact]\ndelivery_point = "Street 1"\nfax = "+1"\n[service.provider]\nname = "Office"\nsite = "https://o.example"';
    expect(loadConfig({ file: file(text), env: {} }).service.provider).toEqual({
      name: "Office",
      site: "https://o.example",
      contact: { deliveryPoint: "Street 1", fax: "+1" },
    });
  });
});

describe("mistakes", () => {
  it("are told all at once, one line each, with source, path and hint", () => {
    const text = '[server]\nprot = 80\nport = "x"\n[limit]\nwall = "1m"\n[limits]\nwall = "soon"\n[service]\nlanguages = []\n';
    expect(problems(text, { TERRARIUM__LOGGING__LEVEL: "loud", TERRARIUM__SERVER__HSOT: "h" })).toEqual([
      "terrarium.toml: service.languages: must name at least one language.",
      'terrarium.toml: server.port: "x" is not a whole number from 0 to 65535.',
      'terrarium.toml: server.prot: there is no such key; did you mean "port"?',
      'TERRARIUM__SERVER__HSOT: server.hsot: there is no such key; did you mean "host"?',
      'terrarium.toml: limits.wall: "soon" is not a duration with a unit, e.g. "500ms", "60s", "10m", "2h" or "7d".',
      'TERRARIUM__LOGGING__LEVEL: logging.level: "loud" is not one of "error", "warn", "info", "debug".',
      'terrarium.toml: limit: there is no such key; did you mean "limits"?',
    ]);
  });

  it("of TOML itself name line and column", () => {
    expect(problems("[server]\nport = = 1\n")[0]).toMatch(/^terrarium\.toml:2:8: is not TOML: /);
  });

  it("in tables and lists of processes name the place", () => {
    const many = Object.fromEntries(["A", "B", "C", "D", "E", "F"].map((name) => [name, "x"]));
    const inline = `{ ${Object.entries(many)
      .map(([name, value]) => `${name} = "${value}"`)
      .join(", ")} }`;
    expect(problems(`[[processes.entry]]\npath = "a"\nenvironment = ${inline}`)[0]).toContain(
      "processes.entry.0.environment: has more than four",
    );
    expect(problems('[[processes.entry]]\npath = "a"\nenvironment = { "A-B" = "x" }')[0]).toContain("processes.entry.0.environment");
    expect(problems('[[processes.entry]]\npython = "/x"')[0]).toContain("processes.entry.0.path: is missing");
    expect(problems('[processes.override.buffer]\nwal = "1m"')[0]).toContain(
      'processes.override.buffer.wal: there is no such key; did you mean "wall"?',
    );
    expect(problems("server = 5")[0]).toContain("server: is not a table of keys.");
  });
});

describe("names of engines", () => {
  it("are known ones or those of [engines.NAME], wherever they stand", () => {
    const text =
      '[isolation]\nengine = "crn"\n[[processes.entry]]\npath = "x"\nengine = "kata"\n[processes.override.a]\nengine = "podmn"\n';
    expect(problems(text)).toEqual([
      'terrarium.toml: isolation.engine: there is no engine "crn"; did you mean "crun"?',
      expect.stringMatching(/processes\.entry\.engine: there is no engine "kata"; known are bwrap, /),
      'terrarium.toml: processes.override.a.engine: there is no engine "podmn"; did you mean "podman"?',
    ]);
    const own =
      '[engines.kata]\nprogram = "bin/kata"\n[processes.override.a]\nengine = "kata"\nimage = "i"\ninstances = { min = 1, max = 3 }';
    const config = loadConfig({ file: file(own), env: {} });
    expect(config.engines).toEqual({ kata: { program: join(dir, "bin/kata") } });
    expect(config.processes.overrides).toEqual({
      a: { hidden: false, engine: "kata", image: "i", instances: { min: 1, max: 3 }, limits: {} },
    });
  });
  it("take only settings that mean something to them, and instances whose least is not above the most", () => {
    expect(problems('[engines.docker]\nprogram = "x"\n[engines.runc]\nsocket = "y"')).toHaveLength(2);
    expect(problems("[processes.override.a]\ninstances = { min = 3, max = 1 }")).toEqual([expect.stringContaining("max is below min")]);
    const { overrides } = loadConfig({ file: file("[processes.override.a]\ninstances = { min = 9 }"), env: {} }).processes;
    expect(overrides["a"]?.instances).toEqual({ min: 9, max: 9 });
  });
  it("without isolation are asked for in words for a single process too", () => {
    expect(problems('[processes.override.a]\nengine = "child"')[0]).toContain("isolates nothing");
  });
});

describe("what must be asked for in words", () => {
  it("only what a host may be unable to enforce can be required", () => {
    expect(problems('[isolation]\nrequire = ["memory", "own uid"]')).toEqual([]);
    expect(problems('[isolation]\nrequire = ["memroy"]')).toEqual([
      expect.stringMatching(/isolation\.require: "memroy" cannot be required; known are own uid, memory,/),
    ]);
  });

  it("another host than loopback needs allow_unauthenticated", () => {
    expect(problems("", {}, { host: "0.0.0.0" })).toEqual([expect.stringMatching(/^--host: server\.host: others can reach "0\.0\.0\.0"/)]);
    expect(problems("[server]\nallow_unauthenticated = true", {}, { host: "0.0.0.0" })).toEqual([]);
    expect(["127.0.0.1", "127.9.9.9", "::1", "localhost"].map(isLoopback)).toEqual([true, true, true, true]);
    expect(["0.0.0.0", "::", "10.0.0.1", "127.example.org", "example.org"].map(isLoopback)).toEqual([false, false, false, false, false]);
  });

  it("the engine without isolation needs its sentence", () => {
    expect(problems('[isolation]\nengine = "child"')[0]).toContain("isolates nothing");
    expect(problems('[isolation]\nengine = "child"\ni_accept_that_jobs_can_read_and_change_everything = true')).toEqual([]);
  });
});
