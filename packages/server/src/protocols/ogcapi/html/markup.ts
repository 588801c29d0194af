// HTML as a type of its own: what is not made by this template is text, and is escaped wherever it stands. Pure.

const brand: unique symbol = Symbol("html");

/** A piece of a page that is safe to stand in one. */
export interface Html {
  readonly [brand]: true;
  toString(): string;
}

type Piece = Html | string | number | boolean | undefined | readonly Piece[];

/** Text as it stands in elements and in quoted attributes. What no page may hold (control characters, halves of characters) is shown as a mark. */
export function escapeText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu, "\ufffd")
      .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}

function trusted(text: string): Html {
  return { [brand]: true, toString: () => text };
}

function isHtml(piece: object): piece is Html {
  return brand in piece;
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false || piece === true) return "";
  if (typeof piece === "object") return isHtml(piece) ? piece.toString() : piece.map(written).join("");
  return escapeText(String(piece));
}

/** Makes HTML of a template: values are escaped unless they are HTML themselves; undefined and booleans are nothing; lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return trusted(strings.map((text, index) => text + written(values[index])).join(""));
}

export const nothing: Html = trusted("");

/** An attribute with its value; nothing where there is no value, the bare name where it is true. */
export function attribute(name: string, value: string | number | boolean | undefined): Html {
  if (value === undefined || value === false) return nothing;
  return value === true ? trusted(` ${name}`) : trusted(` ${name}="${escapeText(String(value))}"`);
}

/** An address for a link; nothing that runs: other schemes than those of the web and of mail lead nowhere. */
export function safeHref(href: string): string {
  return /^(?:https?:\/\/|mailto:|\/(?!\/)|[?#])/i.test(href.trim()) ? href.trim() : "#";
}
