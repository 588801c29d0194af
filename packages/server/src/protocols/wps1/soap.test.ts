import { describe, expect, it } from "vitest";
import { bodyOf } from "../../../../../test/golden/memory-sink.js";
import { inEnvelope } from "./soap.js";

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

describe("an answer in a SOAP envelope", () => {
  it.each([
    ["http://schemas.xmlsoap.org/soap/envelope/", "text/xml; charset=utf-8", "<faultcode>soap:Client</faultcode>"],
    ["http://www.w3.org/2003/05/soap-envelope", "application/soap+xml; charset=utf-8", "<soap:Value>soap:Sender</soap:Value>"],
  ])("of %s has one XML declaration, and tells an exception as a Fault", async (namespace, mediaType, code) => {
    const body = '<?xml version="1.0" encoding="UTF-8"?>\n<a/>';
    const good = inEnvelope({ status: 200, headers: {}, body }, namespace);
    expect(good.headers["content-type"]).toBe(mediaType);
    const text = (await bodyOf(good)).toString();
    expect(text.match(/<\?xml/g)).toHaveLength(1);
    expect(text).toContain(`<soap:Envelope xmlns:soap="${namespace}"><soap:Body><a/></soap:Body></soap:Envelope>`);
    const bad = (await bodyOf(inEnvelope({ status: 400, headers: {}, body }, namespace))).toString();
    expect(bad).toContain(code);
    expect(bad).toMatch(/<(soap:D|d)etail><a\/><\/(soap:D|d)etail><\/soap:Fault>/);
  });

  it("of a streamed document keeps every piece", async () => {
    const body = pieces('<?xml version="1.0" encoding="UTF-8"?>\n', "<a>", "<?xml-like?>", "</a>");
    const answer = inEnvelope({ status: 200, headers: {}, body }, "http://www.w3.org/2003/05/soap-envelope");
    expect((await bodyOf(answer)).toString()).toContain("<soap:Body><a><?xml-like?></a></soap:Body>");
  });
});
