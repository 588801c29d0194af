// One wps:Input element of an Execute (OGC 05-007r7 tables 43 to 48): a literal, a bounding box, inline data that was stored while it came, or a reference.
import type { Fault } from "../../core/errors.js";
import type { Data, ExecuteInput } from "../../core/execute.js";
import { say, type Words, words } from "../../core/sentence.js";
import { decodeBoundingBox, decodeLiteral, decodeReference, decodeStored } from "../ows/decode-data.js";
import type { XmlElement } from "../ows/read-xml.js";
import { identifierOf, owsNamespaces } from "../ows/xml-query.js";

const wps = new Set(["http://www.opengis.net/wps/1.0.0"]);
const wpsOrOws = new Set([...wps, ...owsNamespaces]);

/** The input, or nothing and a fault. `index` counts from 0 and names an input without identifier. */
export function decodeInputElement(input: XmlElement, index: number, faults: Fault[]): ExecuteInput[] {
  const id = identifierOf(input);
  if (!id) {
    faults.push({
      code: "missing-parameter",
      ...say("Input number {index} has no ows:Identifier.", { index: index + 1 }),
      locator: "identifier",
    });
    return [];
  }
  const data = decodeForm(input);
  if (!("message" in data)) return [{ id, data }];
  faults.push({ code: "invalid-input", ...say("The input {id} {problem}.", { id, problem: data }), locator: id });
  return [];
}

/** Words say what is wrong, as the end of a sentence about the input. */
function decodeForm(input: XmlElement): Data | Words {
  const forms = input.children.filter((child) => wps.has(child.uri) && (child.local === "Data" || child.local === "Reference"));
  const [form] = forms;
  if (form === undefined) return words("has neither Data nor Reference");
  if (forms.length > 1) return words("has more than one of Data and Reference");
  if (form.local === "Reference") return decodeReference(form, wps);
  const [data] = form.children;
  if (data === undefined || form.children.length > 1)
    return words("needs exactly one of LiteralData, ComplexData and BoundingBoxData in its Data");
  if (data.local === "LiteralData" && wps.has(data.uri)) return decodeLiteral(data);
  if (data.local === "ComplexData" && wps.has(data.uri)) return decodeStored(data);
  if ((data.local === "BoundingBoxData" || data.local === "BoundingBox") && wpsOrOws.has(data.uri)) return decodeBoundingBox(data, wps);
  return say("has an unknown kind of data: {local}", { local: data.local.slice(0, 60) });
}
