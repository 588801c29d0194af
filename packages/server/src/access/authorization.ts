// Reads the header Authorization: the schemes Bearer (RFC 6750) and Basic (RFC 7617), whose password may be a token; other programs can send nothing else.

/** Longer credentials are wrong without a look: a JSON Web Token with many groups has some kilobytes. */
const longest = 16_384;

/** What was shown: a token, by whatever scheme; undefined for other schemes, and for what is no header of these. */
export function shownToken(header: string): string | undefined {
  if (header.length > longest) return undefined;
  const [, scheme = "", value = ""] = /^(\w+) +(\S+)\s*$/.exec(header) ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const pair = Buffer.from(value, "base64").toString("utf8");
  const at = pair.indexOf(":");
  return at < 0 ? undefined : pair.slice(at + 1);
}
