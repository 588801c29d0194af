// Choosing the language of an answer among those that the service speaks.

/**
 * The offered tag that a client's language range asks for, case aside: the same tag, or a more special one ("en" finds "en-US"), or "*".
 * Basic filtering of RFC 4647 clause 3.3.1.
 */
export function findLanguage(range: string, offered: readonly string[]): string | undefined {
  const wanted = range.trim().toLowerCase();
  return (
    offered.find((tag) => wanted === "*" || tag.toLowerCase() === wanted) ??
    offered.find((tag) => tag.toLowerCase().startsWith(`${wanted}-`))
  );
}
