// WPS 2.0 requests by GET (OGC 14-065r2 clauses 10.3 and 12.2.2): all operations but Execute, for which the standard defines none.
import type { Fault } from "../../core/errors.js";
import { type Phrase, say, words } from "../../core/sentence.js";
import { checkService, missing, quote } from "../ows/faults.js";
import { readKvp, throwFaults } from "../ows/kvp.js";
import { aliases, makeKvpReader } from "../ows/kvp-reader.js";
import { jobOperations, type Request } from "./request.js";

const keys = new Set([
  ...["service", "request", "version", "acceptversions", "sections", "acceptformats", "acceptlanguages", "updatesequence"],
  ...["identifier", "jobid", "language", "lang", "xml:lang", ...Object.keys(aliases)],
]);

/** Under which a language may be asked for; the standard knows the first. */
export const languageKeys = ["acceptlanguages", "xml:lang", "language", "lang"] as const;

/** What a query asks for, with the faults met on the way. Throws if not even the operation is known. */
export function decodeKvp(query: string): { request: Request; faults: Fault[] } {
  const kvp = readKvp(query, keys);
  const faults: Fault[] = [];
  const { text, list } = makeKvpReader(kvp, faults);
  const languages = languageKeys.flatMap(list);
  const base = { service: text("service"), version: text("version"), languages };
  const asked = text("request");
  const operation = asked?.toLowerCase();
  if (operation === "getcapabilities") {
    const accepted = { acceptVersions: list("acceptversions"), sections: list("sections"), acceptFormats: list("acceptformats") };
    return { request: { kind: "capabilities", ...base, ...accepted, updateSequence: text("updatesequence") }, faults };
  }
  if (operation === "describeprocess") return { request: { kind: "describe", ...base, identifiers: list("identifier") }, faults };
  for (const [name, kind] of Object.entries(jobOperations))
    if (name.toLowerCase() === operation) return { request: { kind, ...base, jobId: text("jobid") }, faults };
  checkService(base.service, faults);
  faults.push(refusal(asked));
  throwFaults(faults);
  throw new Error("unreachable: there is always a fault here");
}

function refusal(asked: string | undefined): Fault {
  if (!asked) return missing("request");
  const told: Phrase =
    asked.toLowerCase() === "execute"
      ? "WPS 2.0 has no Execute by GET. Send it as XML by POST, or use version=1.0.0."
      : say("The operation {asked} is not offered by GET. Operations: GetCapabilities, DescribeProcess, {operations}.", {
          asked: quote(asked),
          operations: Object.keys(jobOperations).join(", "),
        });
  return { code: "unsupported", ...words(told), locator: asked.slice(0, 100) };
}
