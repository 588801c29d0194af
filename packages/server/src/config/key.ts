// How a key of terrarium.toml carries what the documentation says of it; the tables are made of such keys.
import type { z } from "zod";
import { type KeyFacts, text } from "./values.js";

/** Attaches to a key what the documentation says about it. */
export function key<T extends z.ZodType>(schema: T, kind: string, description: string, computed?: string): T {
  const facts: KeyFacts = computed === undefined ? { kind, description } : { kind, description, computed };
  return schema.meta({ ...facts });
}

export const texts = {
  optional: (description: string) => key(text().optional(), "text", description),
  preset: (value: string, description: string) => key(text().prefault(value), "text", description),
};

export const engineName = "name of an engine";
export const imageName = "Container image, for engines that run images.";
