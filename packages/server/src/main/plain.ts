// Text of strangers on a terminal or in a line of the log.

/** Control characters are shown as escapes: nobody forges a line or drives a terminal with what is printed. */
export function plain(value: unknown): string {
  if (typeof value === "object" && value !== null && "stack" in value) return plain(value.stack);
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
