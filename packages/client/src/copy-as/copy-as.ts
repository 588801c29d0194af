// "Copy as": one request to execute, written in each of the forms that people run it in. Pure; each form runs as it stands.
import { commandLine } from "./cli.js";
import { addressOf, type CopyRequest } from "./copy-request.js";
import { curl, executionAddress, ogcapiJson } from "./http.js";
import { owslib, terrariumPython } from "./python.js";
import { typescriptModule } from "./typescript.js";
import { wps1Kvp, wps1Xml } from "./wps1.js";
import { wps2Xml } from "./wps2.js";

interface Form {
  readonly title: string;
  /** Of the text, for whoever colours it. */
  readonly language: "shell" | "url" | "xml" | "json" | "python" | "typescript";
  readonly write: (request: CopyRequest) => string;
}

const forms = {
  curl: { title: "curl", language: "shell", write: curl },
  cli: { title: "terrarium", language: "shell", write: commandLine },
  "ogcapi-json": { title: "OGC API JSON", language: "json", write: ogcapiJson },
  "wps1-kvp": { title: "WPS 1.0.0 KVP", language: "url", write: wps1Kvp },
  "wps1-xml": { title: "WPS 1.0.0 XML", language: "xml", write: wps1Xml },
  "wps2-xml": { title: "WPS 2.0 XML", language: "xml", write: wps2Xml },
  python: { title: "Python", language: "python", write: terrariumPython },
  owslib: { title: "Python (OWSLib)", language: "python", write: owslib },
  typescript: { title: "TypeScript", language: "typescript", write: typescriptModule },
} as const satisfies Readonly<Record<string, Form>>;

export type CopyKind = keyof typeof forms;

/** All forms, in the order in which they are offered. */
export const copyKinds: readonly { readonly kind: CopyKind; readonly title: string; readonly language: Form["language"] }[] = (
  Object.keys(forms) as CopyKind[]
).map((kind) => ({ kind, title: forms[kind].title, language: forms[kind].language }));

/** The request in that form. Throws CopyError, with a sentence, where the form cannot say it. */
export function copyAs(kind: CopyKind, request: CopyRequest): string {
  return forms[kind].write(request);
}

/** How a document is sent that does not say it itself; undefined for forms that do. */
export function sendingOf(
  kind: CopyKind,
  request: CopyRequest,
): { readonly method: "POST"; readonly url: string; readonly headers: Readonly<Record<string, string>> } | undefined {
  if (kind === "wps1-xml" || kind === "wps2-xml")
    return { method: "POST", url: addressOf(request, "wps"), headers: { "content-type": "text/xml" } };
  if (kind !== "ogcapi-json") return undefined;
  const prefer = request.mode === "async" ? { prefer: "respond-async" } : {};
  return { method: "POST", url: executionAddress(request), headers: { "content-type": "application/json", ...prefer } };
}
