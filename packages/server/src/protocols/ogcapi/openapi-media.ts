// Which OpenAPI document is wanted, or its page: by the parameter f, then by the header Accept with the version in its media type.
import type { OpenApiVersion } from "./openapi-dialect.js";

export type ApiMedia = OpenApiVersion | "html";

const byWord: Readonly<Record<string, ApiMedia>> = { json: "3.0", oas30: "3.0", oas31: "3.1", html: "html" };

/** How special a range is that takes the variant; 0: it does not. */
function fit(variant: ApiMedia, type: string, version: string | undefined): number {
  if (type === "*/*") return 1;
  if (variant === "html") return type === "text/html" || type === "application/xhtml+xml" ? 3 : type === "text/*" ? 2 : 0;
  if (type === "application/*") return 2;
  if (type === "application/json") return 3;
  if (!/^application\/(?:vnd\.oai\.)?openapi(?:\+json)?$/.test(type)) return 0;
  // A version as 3.1.0 is one of 3.1.
  return version === undefined ? 3 : version === variant || version.startsWith(`${variant}.`) ? 4 : 0;
}

interface Wish {
  readonly quality: number;
  readonly special: number;
}

function wishFor(variant: ApiMedia, accept: string): Wish {
  let best: Wish = { quality: 0, special: 0 };
  for (const part of accept.split(",")) {
    const [type = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    const value = (name: string) =>
      parameters
        .find((word) => word.startsWith(`${name}=`))
        ?.slice(name.length + 1)
        .replace(/"/g, "");
    const special = fit(variant, type, value("version"));
    const quality = Number(value("q") ?? 1);
    if (special > best.special) best = { special, quality: Number.isFinite(quality) ? quality : 0 };
  }
  return best;
}

/** undefined: none of them is acceptable. Without a wish it is OpenAPI 3.0, which the approved standard knows. */
export function chooseApi(word: string | undefined, accept: string | undefined, hasPage: boolean): ApiMedia | undefined {
  const offered: readonly ApiMedia[] = hasPage ? ["3.0", "3.1", "html"] : ["3.0", "3.1"];
  if (word !== undefined) return offered.find((one) => one === byWord[word]);
  if ((accept ?? "").trim() === "") return "3.0";
  const wishes = offered.map((variant) => ({ variant, ...wishFor(variant, accept ?? "") })).filter(({ quality }) => quality > 0);
  return wishes.sort((a, b) => b.quality - a.quality || b.special - a.special)[0]?.variant;
}

/** Of the documents. OGC 18-062r2 /req/oas30/oas-definition-1 */
export function apiMediaType(version: OpenApiVersion): string {
  return `application/vnd.oai.openapi+json;version=${version}`;
}
