// wps:Input and wps:Output of an Execute (OGC 14-065r2 clauses 8, 9.2 and 9.9.1). What is in wps:Data may be anything: known elements are values,
// other elements and long text went to the sink while they came, and a short text is left to the process description.
// A nested input is known to the rest of the server by its path: `outer.inner`.
import type { Fault } from "../../core/errors.js";
import type { Data, ExecuteInput, OutputRequest } from "../../core/execute.js";
import { say, type Words, words } from "../../core/sentence.js";
import { decodeBoundingBox, decodeLiteral, decodeReference, decodeStored, readFormatAttributes } from "../ows/decode-data.js";
import { invalid, missing, quote } from "../ows/faults.js";
import type { Path, XmlElement } from "../ows/read-xml.js";
import { attributeOf, owsNamespaces } from "../ows/xml-query.js";

/** The namespace of WPS 2.0. */
export const wpsNamespace = "http://www.opengis.net/wps/2.0";
const wps = new Set([wpsNamespace]);

const isWps = (element: Pick<XmlElement, "uri" | "local"> | undefined, local: string): boolean =>
  element?.uri === wpsNamespace && element.local === local;

/** The form of inline data at the end of the path: wps:Data, wps:ComplexData as some clients put into it, and the body of a reference. */
export function opaque(path: Path): "plain" | "base64" | "short" | undefined {
  const element = path.at(-1);
  const parent = path.at(-2);
  if (element === undefined || !isWps(path[0], "Execute")) return undefined;
  const isData = isWps(element, "Data") && isWps(parent, "Input");
  const isComplex = isWps(element, "ComplexData") && isWps(parent, "Data");
  if (isWps(element, "Body") && isWps(parent, "Reference")) return "plain";
  if (!isData && !isComplex) return undefined;
  if (attributeOf(element, "encoding")?.toLowerCase() === "base64") return "base64";
  return isData && isPlainText(element) ? "short" : "plain";
}

/** True for what may be a literal or a bounding box as well. */
function isPlainText(data: XmlElement): boolean {
  const mediaType = attributeOf(data, "mimeType")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return mediaType === "" || mediaType === "text/plain";
}

const values = new Set(["LiteralValue", "LiteralData", "BoundingBoxData", "ComplexData"]);
const boxes = new Set(["BoundingBox", "WGS84BoundingBox"]);

/** Is the first element in wps:Data a value that the standard, or a client in use, writes as an element of its own. */
export function structure(path: Path, { uri, local }: Pick<XmlElement, "uri" | "local">): boolean {
  if (!isWps(path.at(-1), "Data")) return false;
  return uri === wpsNamespace ? values.has(local) || boxes.has(local) : uri !== "" && owsNamespaces.has(uri) && boxes.has(local);
}

/** The input that the path lies in, for faults. */
export function locate(path: Path): string | undefined {
  const ids = path.filter((element) => isWps(element, "Input")).map((element) => attributeOf(element, "id") ?? "");
  return ids.join(".") || undefined;
}

/** The inputs of an element with those nested in them, by their paths. */
export function decodeInputs(parent: XmlElement, outer: string, faults: Fault[]): ExecuteInput[] {
  const inputs = parent.children.filter((child) => isWps(child, "Input"));
  return inputs.flatMap((input, index) => {
    const own = attributeOf(input, "id");
    if (!own) {
      const number = { index: index + 1 };
      const told =
        outer === ""
          ? say("Input number {index} has no id.", number)
          : say("Input number {index} in {outer} has no id.", { ...number, outer });
      faults.push({ code: "missing-parameter", ...told, locator: "id" });
      return [];
    }
    const id = outer === "" ? own : `${outer}.${own}`;
    const forms = input.children.filter((child) => ["Data", "Reference", "Input"].some((local) => isWps(child, local)));
    const kinds = new Set(forms.map((form) => form.local));
    if (kinds.size === 1 && kinds.has("Input")) return decodeInputs(input, id, faults);
    const [form] = forms;
    const data =
      form === undefined || forms.length > 1 ? words("needs exactly one Data or Reference, or inputs of its own") : decodeForm(form);
    if (!("message" in data)) return [{ id, data }];
    faults.push({ code: "invalid-input", ...say("The input {id} {problem}.", { id, problem: data }), locator: id });
    return [];
  });
}

/** Words say what is wrong, as the end of a sentence about the input. */
function decodeForm(form: XmlElement): Data | Words {
  if (form.local === "Reference") return decodeReference(form, wps);
  if (form.content !== undefined) return withSuffix(decodeStored(form));
  const [value] = form.children;
  if (value === undefined || form.children.length > 1) return words("needs exactly one value in its Data");
  if (form.text.trim() !== "") return words("mixes text and XML elements");
  if (boxes.has(value.local) || value.local === "BoundingBoxData") return decodeBoundingBox(value, wps);
  if (value.local !== "ComplexData") return decodeLiteral(value);
  const data = decodeStored(value);
  if ("message" in data) return data;
  const format = { ...readFormatAttributes(form).format, ...readFormatAttributes(value).format };
  return Object.keys(format).length > 0 ? { ...data, format } : data;
}

/** `10@datatype=integer@uom=metre` is a literal with its type and unit, unless the input is something else (OGC 14-065r2 clause 8). */
function withSuffix(data: Data | Words): Data | Words {
  if ("message" in data || data.kind !== "value" || typeof data.value !== "string") return data;
  const parts = data.value.split("@");
  const suffixes = new Map<string, string>();
  while (parts.length > 1) {
    const [, name = "", value = ""] = /^(datatype|uom)=(.*)$/is.exec(parts.at(-1) ?? "") ?? [];
    if (name === "" || suffixes.has(name.toLowerCase())) break;
    suffixes.set(name.toLowerCase(), value.trim());
    parts.pop();
  }
  if (suffixes.size === 0) return data;
  const dataType = suffixes.get("datatype");
  const uom = suffixes.get("uom");
  return { ...data, literal: { value: parts.join("@"), ...(dataType ? { dataType } : {}), ...(uom ? { uom } : {}) } };
}

/** The outputs asked for, with those nested in them, by their paths. */
export function decodeOutputs(parent: XmlElement, outer: string, faults: Fault[]): OutputRequest[] {
  const outputs = parent.children.filter((child) => isWps(child, "Output"));
  return outputs.flatMap((output) => {
    const own = attributeOf(output, "id");
    if (!own) {
      faults.push({ ...missing("id"), message: "An output that is asked for has no id." });
      return [];
    }
    const id = outer === "" ? own : `${outer}.${own}`;
    if (output.children.some((child) => isWps(child, "Output"))) return decodeOutputs(output, id, faults);
    const uom = attributeOf(output, "uom");
    return [{ id, ...readFormatAttributes(output), ...(uom ? { uom } : {}), transmission: readTransmission(output, faults) }];
  });
}

/** The standard's own examples still say dataTransmissionMode, and ZOO-Project's clients say true. */
function readTransmission(output: XmlElement, faults: Fault[]): OutputRequest["transmission"] {
  const old = output.attributes.find((attribute) => attribute.local === "dataTransmissionMode")?.value.trim();
  const text = attributeOf(output, "transmission") ?? old ?? "";
  const lower = text.toLowerCase();
  if (lower === "reference" || lower === "true") return "reference";
  if (lower !== "" && lower !== "value" && lower !== "false")
    faults.push(invalid("transmission", say("The transmission is value or reference, not {text}.", { text: quote(text) })));
  return "value";
}
