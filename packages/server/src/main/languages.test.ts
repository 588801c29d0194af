import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcessDescription } from "@terrarium/sdk";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../config/load.js";
import type { DeployedProcess } from "../core/engine.js";
import { withLanguages } from "./languages.js";

const process = (translations?: ProcessDescription["translations"], output?: ProcessDescription["translations"]): ProcessDescription => ({
  ...{ id: "p", title: "P", version: "1", inputs: [], storeSupported: true, statusSupported: true },
  outputs: [{ id: "out", title: "Out", kind: "literal", dataType: "string", ...(output === undefined ? {} : { translations: output }) }],
  ...(translations === undefined ? {} : { translations }),
});

const dir = mkdtempSync(join(tmpdir(), "terrarium-languages-"));
afterAll(() => rmSync(dir, { recursive: true }));

function configured(text: string) {
  const file = join(dir, "terrarium.toml");
  writeFileSync(file, text);
  return loadConfig({ file, env: {} });
}

/** A catalogue of these processes. */
function offering(...processes: ProcessDescription[]) {
  return { updateSequence: 1, list: () => processes.map((description) => ({ description }) as DeployedProcess) };
}

describe("the languages of the service", () => {
  it("are English alone where nothing is translated", () => {
    expect(withLanguages(configured(""), offering(process())).languages).toEqual(["en-US"]);
  });

  it("are those that any title is translated into, each once and none that the default answers for", () => {
    const processes = [
      process({ cs: { title: "P" }, en: { title: "P" } }),
      process({ CS: { title: "P" } }, { "fr-CA": { title: "Sortie" } }),
    ];
    expect(withLanguages(configured(""), offering(...processes)).languages).toEqual(["en-US", "cs", "fr-CA"]);
    expect(withLanguages(configured('[service.translations.de]\ntitle = "Dienst"\n'), offering(process())).languages).toEqual([
      "en-US",
      "de",
    ]);
  });

  it("are what the administrator says, whatever is published", () => {
    const { languages, translations } = withLanguages(
      configured('[service]\nlanguages = ["cs-CZ", "en"]\n[service.translations.en]\nabstract = "Areas and centroids."\n'),
      offering(process({ fr: { title: "P" } })),
    );
    expect(languages).toEqual(["cs-CZ", "en"]);
    expect(translations).toEqual({ en: { abstract: "Areas and centroids." } });
  });

  it("follow what is published while the server runs", () => {
    const catalogue = { ...offering(process()), updateSequence: 1 };
    const service = withLanguages(configured(""), catalogue);
    expect(service.languages).toEqual(["en-US"]);
    Object.assign(catalogue, offering(process({ cs: { title: "P" } })), { updateSequence: 2 });
    expect(service.languages).toEqual(["en-US", "cs"]);
  });
});
