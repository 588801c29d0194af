// Texts of clients and authors as the schemas of OWS and WPS take them in an answer: requests are read leniently, answers are valid.

const encode = (text: string): string => encodeURIComponent(text);
const authority = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** The text as xs:anyURI: signs that would make it no URI are percent-encoded. Whatever is a URI already stays as it is. */
export function anyUri(text: string): string {
  const [start = "", ...fragments] = text.replace(/%(?![0-9A-Fa-f]{2})/g, "%25").split("#");
  const isAbsolute = URL.canParse(text);
  // Brackets belong to an address of IPv6 only; what comes before the first colon of anything else would be read as a scheme.
  const kept = isAbsolute ? (authority.exec(start)?.[0] ?? "") : "";
  const rest = start.slice(kept.length).replace(isAbsolute ? /[[\]]/g : /[[\]:]/g, encode);
  const fragment = fragments.join("%23").replace(/[[\]]/g, encode);
  return kept + rest + (fragments.length === 0 ? "" : `#${fragment}`);
}

/** The text as ows:MimeType, whose pattern wants what is before the slash in lower case, and no blanks; all else stays as it is. */
export function mimeType(text: string): string {
  return text.trim().replace(/^[^;]*/, (type) => type.replace(/\s+/g, "").replace(/^[^/]*/, (top) => top.toLowerCase()));
}
