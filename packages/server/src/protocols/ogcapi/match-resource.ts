// Finds the resource that the path of a request names, with what stands in the places of its template.
import type { Resource } from "./resources.js";

export interface Match {
  readonly resource: Resource;
  /** Decoded, by the names in the template. */
  readonly parameters: Readonly<Record<string, string>>;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function matchOne(resource: Resource, segments: readonly string[]): Match | undefined {
  const template = resource.path.split("/").filter((segment) => segment !== "");
  if (template.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (segment !== part) return undefined;
      continue;
    }
    const value = decoded(segment);
    if (value === undefined) return undefined;
    parameters[name] = value;
  }
  return { resource, parameters };
}

/** The resource at a percent-encoded path; undefined: there is none. A slash at the end is left out of account. */
export function matchResource(table: readonly Resource[], path: string): Match | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  for (const resource of table) {
    const match = matchOne(resource, segments);
    if (match !== undefined) return match;
  }
  return undefined;
}
