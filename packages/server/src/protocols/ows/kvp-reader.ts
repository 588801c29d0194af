// The values of a query of any version of WPS: one text, or a list with commas. Which keys there are is left to each protocol.
import type { Fault } from "../../core/errors.js";
import { say } from "../../core/sentence.js";
import { invalid } from "./faults.js";
import { decodeValue, type Kvp } from "./kvp.js";

/** Other names under which clients send lists, by those names. */
export const aliases: Readonly<Record<string, string>> = { acceptversion: "acceptversions", section: "sections", format: "acceptformats" };

export interface KvpReader {
  /** Decoded and trimmed; undefined: it is not there. */
  text(name: string): string | undefined;
  /** Its parts that are not empty, under its own name or else its alias. */
  list(name: string): string[];
}

/** Reads from `kvp`; what cannot be decoded goes to `faults`. */
export function makeKvpReader(kvp: Kvp, faults: Fault[]): KvpReader {
  const text = (name: string): string | undefined => {
    const raw = kvp.get(name);
    const value = raw === undefined ? undefined : decodeValue(raw)?.trim();
    if (raw !== undefined && value === undefined)
      faults.push(invalid(name, say("The parameter {name} is not valid percent-encoded UTF-8.", { name })));
    return value;
  };
  return {
    text,
    list(name) {
      const alias = Object.keys(aliases).find((key) => aliases[key] === name);
      const value = text(name) || (alias === undefined ? "" : (text(alias) ?? ""));
      return value
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== "");
    },
  };
}
