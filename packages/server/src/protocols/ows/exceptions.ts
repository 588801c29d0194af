// ows:ExceptionReport of OWS Common 1.1 and 2.0 (OGC 06-121r3 and r9, clause 8), as a document of its own and inside wps:ProcessFailed.
// Which code and which status an error has is each protocol's own table.
import { type ErrorCode, type Fault, internalMessage } from "../../core/errors.js";
import { tell } from "../../core/tell.js";
import { attribute, type Xml, xml } from "./xml.js";

/** How an error is told: the exceptionCode, the HTTP status, and whether its locator is told too. */
export interface ExceptionRule {
  readonly exceptionCode: string;
  readonly status: number;
  readonly locator: boolean;
}
export type ExceptionTable = Readonly<Record<ErrorCode, ExceptionRule>>;

const headers = {
  "1.1": xml` xmlns:ows="http://www.opengis.net/ows/1.1" version="1.1.0"`,
  "2.0": xml` xmlns:ows="http://www.opengis.net/ows/2.0" version="2.0.0"`,
} as const;

/** The report, one Exception for each fault. An internal fault says nothing of its cause. `ows`: the version of OWS Common. */
export function exceptionReport(faults: readonly Fault[], table: ExceptionTable, language: string, ows: keyof typeof headers = "1.1"): Xml {
  const exceptions = faults.map((fault) => {
    const rule = table[fault.code];
    const text = tell(fault.code === "internal" ? internalMessage : fault, language);
    return xml`
  <ows:Exception${attribute("exceptionCode", rule.exceptionCode)}${attribute("locator", rule.locator ? fault.locator : undefined)}>
    <ows:ExceptionText>${text}</ows:ExceptionText>
  </ows:Exception>`;
  });
  return xml`<ows:ExceptionReport${headers[ows]}${attribute("xml:lang", language)}>${exceptions}
</ows:ExceptionReport>`;
}
