// Which language an answer is in: what a client asks for, against what is offered (RFC 4647, BCP 47). Tags are compared case aside.

/** The offered tag that one language range asks for: the same; a more special one (en finds en-US); a more general one (cs-CZ finds cs); "*" finds the first. */
export function findLanguage(range: string, offered: readonly string[]): string | undefined {
  const wanted = range.trim().toLowerCase();
  if (wanted === "*") return offered[0];
  // Basic filtering (clause 3.3.1) first, then lookup (clause 3.4): the range loses its last part until something fits.
  const special = offered.find((tag) => tag.toLowerCase() === wanted) ?? offered.find((tag) => tag.toLowerCase().startsWith(`${wanted}-`));
  if (special !== undefined) return special;
  for (let range = shorter(wanted); range !== ""; range = shorter(range)) {
    const general = offered.find((tag) => tag.toLowerCase() === range);
    if (general !== undefined) return general;
  }
  return undefined;
}

/** Without the last part, and without a part of one letter that would then be the last. */
function shorter(range: string): string {
  return range.replace(/(?:-[a-z0-9])?-[^-]*$|^[^-]*$/, "");
}

/** The first of the ranges, the best first, that something is offered for; undefined: there is none. */
export function chooseLanguage(asked: readonly string[], offered: readonly string[]): string | undefined {
  for (const range of asked) {
    const language = findLanguage(range, offered);
    if (language !== undefined) return language;
  }
  return undefined;
}

const mostRanges = 50;

/** The ranges of Accept-Language, the best first; those that are not wanted (q=0) are left out. RFC 9110 clause 12.5.4 */
export function readAcceptLanguage(header: string | undefined): string[] {
  const ranges = (header ?? "").split(",", mostRanges).flatMap((part) => {
    const [range = "", ...parameters] = part.split(";").map((word) => word.trim());
    const weight = parameters.find((word) => /^q\s*=/i.test(word))?.replace(/^q\s*=\s*/i, "") ?? "1";
    const quality = Number(weight);
    return /^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/i.test(range) && quality > 0 ? [{ range, quality }] : [];
  });
  return ranges.sort((a, b) => b.quality - a.quality).map(({ range }) => range);
}
