// A complex result as the whole of an answer: its bytes, and nothing that a browser would run as if it were ours.
import type { PartialFormat } from "../../core/execute.js";
import { normaliseEncoding } from "../../core/format.js";
import type { Result } from "../../core/job.js";
import type { HttpResponse, Open } from "../../core/message.js";
import { encodeBase64 } from "./base64.js";
import { openWhole } from "./embed.js";

/** The bytes, or base64 text for a client that `asked` for it in words: HTTP carries any bytes. */
export function rawFile(
  { file, format }: Extract<Result, { kind: "complex" }>,
  asked: PartialFormat | undefined,
  open: Open,
): HttpResponse {
  const isBase64 = normaliseEncoding(asked?.encoding) === "base64";
  const { byteLength } = file;
  const bytes = openWhole(file, open);
  return {
    status: 200,
    headers: {
      "content-type": format.mediaType.replace(/[^\t\x20-\x7e]/g, ""),
      "content-length": String(isBase64 ? Math.ceil(byteLength / 3) * 4 : byteLength),
      // A process may answer with HTML: it must not run in the browser as if it were ours.
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
    },
    body: isBase64 ? encodeBase64(bytes) : bytes,
  };
}
