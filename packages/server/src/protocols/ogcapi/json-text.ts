// Stored files as members of a JSON document, always as a stream: JSON as it stands, text as a string, everything else as base64.
import type { Format } from "@terrarium/sdk";
import { normaliseEncoding } from "../../core/format.js";
import type { Result } from "../../core/job.js";
import { isText } from "../../core/media-types.js";
import type { Open } from "../../core/message.js";
import { encodeBase64 } from "../ows/base64.js";
import { decodeText } from "../ows/decode-text.js";
import { openWhole } from "../ows/embed.js";
import { type JsonListener, makeJsonTokens } from "./json-tokens.js";
import { isJson } from "./schemas.js";

type ComplexResult = Extract<Result, { kind: "complex" }>;

const deaf: JsonListener = { begin() {}, end() {}, key() {}, text() {}, scalar() {}, wantsText: false };
const maximumDepth = 512;

/** What a process calls JSON or text may be neither, and would break the document; so it is read once before it is written. */
async function chooseForm({ file, format }: ComplexResult, open: Open): Promise<"json" | "text" | "base64"> {
  if (normaliseEncoding(format.encoding) === "base64" || !isText(format.mediaType)) return "base64";
  let tokens = isJson(format) ? makeJsonTokens(deaf, maximumDepth) : undefined;
  try {
    for await (const piece of decodeText(openWhole(file, open))) {
      try {
        tokens?.write(piece);
      } catch {
        tokens = undefined;
      }
    }
    try {
      tokens?.end();
    } catch {
      tokens = undefined;
    }
    return tokens === undefined ? "text" : "json";
  } catch {
    return "base64";
  }
}

/** The members that name the format of a value. */
export function formatMembers(format: Format, encoding?: string): Record<string, string> {
  return {
    mediaType: format.mediaType,
    ...(encoding === undefined ? {} : { encoding }),
    ...(format.schema === undefined ? {} : { schema: format.schema }),
  };
}

/** `{"value": ..., "mediaType": ...}` */
export async function* writeQualified(result: ComplexResult, open: Open): AsyncGenerator<string> {
  const form = await chooseForm(result, open);
  const members = JSON.stringify(formatMembers(result.format, form === "base64" ? "base64" : undefined));
  const bytes = openWhole(result.file, open);
  yield `${members.slice(0, -1)},"value":`;
  if (form === "json") yield* decodeText(bytes);
  else {
    yield '"';
    if (form === "base64") yield* encodeBase64(bytes);
    else for await (const piece of decodeText(bytes)) yield JSON.stringify(piece).slice(1, -1);
    yield '"';
  }
  yield "}";
}
