// What of a file a client wants, as a browser or GDAL asks for it: nothing if it has the file, one byte range, or all. Source: RFC 9110 clauses 13 and 14.

export type RangeAnswer =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly start: number; readonly end: number }
  | { readonly kind: "unsatisfiable" };

/** Reads a Range header against `size` bytes. Several ranges and units other than bytes are answered with the whole file. */
export function readRange(header: string | undefined, size: number): RangeAnswer {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec((header ?? "").trim());
  if (match === null) return { kind: "whole" };
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return { kind: "whole" };
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return { kind: "whole" };
  return start >= size || (first === "" && Number(last) === 0) ? { kind: "unsatisfiable" } : { kind: "part", start, end };
}

/** Is the file among those that the client says (If-None-Match) it has? `etag` is that of the file. RFC 9110 clause 13.1.2 */
export function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? "").split(",").some((one) => ["*", etag].includes(one.trim().replace(/^W\//, "")));
}
