import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { readCfg } from "./cfg-file.js";
import { fatesOf, knownKeys, sandboxCfg } from "./pywps-config.js";
import { importedTable, importedToml, openQuestions } from "./pywps-import.js";
import { configSchema } from "./schema.js";

/** All keys of PyWPS 4.6 (pywps/configuration.py and its documentation), and those of the thesis on its isolation. */
const keys: Readonly<Record<string, string>> = {
  "metadata:main":
    "identification_title identification_abstract identification_keywords identification_keywords_type identification_fees identification_accessconstraints provider_name provider_url contact_name contact_position contact_address contact_city contact_stateorprovince contact_postalcode contact_country contact_phone contact_fax contact_email contact_url contact_hours contact_instructions contact_role identification_profile deliveryPoint",
  server:
    "url encoding language maxprocesses parallelprocesses maxsingleinputsize maxrequestsize workdir outputpath outputurl temp_path processes_path allowedinputpaths sethomedir cleantempdir storagetype storage_copy_function default_mimetype json_indent maxoperations maxinputparamlength wd_inp_subdir wd_out_subdir",
  processing: "mode path drmaa_native_specification port_min port_max docker_img dckr_inp_dir dckr_out_dir sleep_secs",
  logging: "level file format database prefix schema",
  grass: "gisbase",
  s3: "bucket prefix region public encrypt",
  jobqueue: "pause",
};

function cfg(text: string, env: Record<string, string> = {}) {
  return readCfg(text, env);
}

/** What becomes of one key. */
function fate(section: string, key: string, value: string) {
  const [one] = fatesOf(cfg(`[${section}]\n${key} = ${value}\n`));
  return one?.path === undefined ? `${one?.kind}` : `${one.path.join(".")} = ${JSON.stringify(one.becomes)}`;
}

describe("a pywps.cfg", () => {
  const all = Object.entries(keys).flatMap(([section, names]) => names.split(" ").map((name) => [section, name.toLowerCase()] as const));

  it("has no key that is not answered", () => {
    expect(knownKeys.map((pair) => pair.join(" ")).sort()).toEqual(all.map((pair) => pair.join(" ")).sort());
  });

  it.each(all)("[%s] %s is taken or answered with a sentence", (section, key) => {
    for (const value of ["", "7", "http://example.org/wps", "s3"]) {
      const [one] = fatesOf(cfg(`[${section}]\n${key} = ${value}\n`));
      expect(one).toBeDefined();
      if (one?.kind === "taken") expect([one.path?.length, one.becomes]).not.toContain(undefined);
      else expect(one?.text).toMatch(/\.$/);
    }
  });

  it.each([
    ["server", "maxprocesses", "30", "limits.waiting = 30"],
    ["server", "maxprocesses", "-1", "to decide"],
    ["server", "parallelprocesses", "4", "limits.running = 4"],
    ["server", "maxsingleinputsize", "200mb", 'limits.input = "200MiB"'],
    ["server", "maxsingleinputsize", "3GB", 'limits.input = "3GiB"'],
    ["server", "maxrequestsize", "5", 'limits.request = "5MiB"'],
    ["server", "maxrequestsize", "0", "to decide"],
    ["server", "url", "http://localhost:5000/wps", "server.port = 5000"],
    ["server", "url", "http://localhost/wps", "without meaning"],
    ["server", "url", "https://geo.example.org/flood/wps", 'server.public_url = "https://geo.example.org/flood"'],
    ["server", "language", "en-US, fr-CA", 'service.languages = ["en-US","fr-CA"]'],
    ["server", "allowedinputpaths", "/data", "to decide"],
    ["server", "storagetype", "s3", "to decide"],
    ["processing", "mode", "default", "without meaning"],
    ["processing", "mode", "docker", 'isolation.engine = "docker"'],
    ["processing", "docker_img", "org/img", 'engines.docker.image = "org/img"'],
    ["processing", "mode", "scheduler", "to decide"],
    ["logging", "level", "WARNING", 'logging.level = "warn"'],
    ["metadata:main", "contact_address", "Main Street 1", 'service.contact.delivery_point = "Main Street 1"'],
    ["grass", "gisbase", "/usr/lib/grass82", "for processes"],
    ["grass", "gisbase", "/opt/grass", "to decide"],
    ["finch", "anything", "1", "for processes"],
  ])("[%s] %s = %s becomes %s", (section, key, value, becomes) => {
    expect(fate(section, key, value)).toBe(becomes);
  });

  it("is read as Python reads it", () => {
    const text =
      "\uFEFF# comment\n[server]\nURL: http://h/wps\nbase = /data\n; comment\nworkdir=%(base)s/\u0024{SUB}\nlanguage = en-US,\n   fr-CA\nshare = 100%%\nempty =\n";
    expect(Object.fromEntries(cfg(text, { SUB: "work" }).get("server") ?? [])).toEqual({
      url: "http://h/wps",
      base: "/data",
      workdir: "/data/work",
      language: "en-US,\nfr-CA",
      share: "100%",
      empty: "",
    });
  });

  it.each([
    ["key = 1\n", "line 1: a key stands before the first [section]."],
    ["[server]\nno key\n", 'line 2: "no key" is neither a [section] nor a key with a value.'],
  ])("that is none is told with its line", (text, problem) => {
    expect(() => cfg(text)).toThrow(problem);
  });

  const full = cfg(
    "[server]\nurl = http://localhost:5001/wps\nmaxprocesses = 20\nallowedinputpaths = /data\noutputpath = /srv/out\n" +
      "[logging]\nlevel = INFO\ndatabase = postgresql://user:secret@db/pywps\n[processing]\nmode = docker\ndocker_img = org/img\n[own]\nkey = 50%%\n",
  );

  it("becomes a terrarium.toml that is one, and says the same as the table", () => {
    const text = importedToml(full, { cfgFile: "pywps.cfg", processes: "processes" });
    const table = parse(text);
    expect(configSchema.safeParse(table).error).toBeUndefined();
    expect(table).toEqual({
      ...importedTable(full),
      processes: { entry: [{ kind: "pywps", path: "processes", config: "pywps.cfg" }] },
    });
    expect(text).not.toContain("secret");
    for (const word of ["To be decided", "allowedinputpaths", "Without meaning here", "outputpath", "Read by processes", "[own] key"])
      expect(text).toContain(word);
    expect(openQuestions(full)).toHaveLength(1);
  });

  it("is seen by processes without what is the server's alone", () => {
    const seen = readCfg(sandboxCfg(full), {});
    expect(seen.get("own")?.get("key")).toBe("50%");
    expect(seen.get("logging")?.get("level")).toBe("INFO");
    expect([seen.get("logging")?.get("database"), seen.get("server")?.get("outputpath")]).toEqual([undefined, undefined]);
  });
});
