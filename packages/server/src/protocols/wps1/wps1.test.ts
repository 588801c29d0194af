import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf, get, makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import { ServiceError } from "../../core/errors.js";
import type { Execute } from "../../core/execute.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { makeWps1 } from "./wps1.js";

const service: ServiceDescription = {
  ...{ title: "Test", abstract: "", keywords: [], fees: "", accessConstraints: "", languages: ["en-US"], inputBytes: 500_000 },
  provider: { name: "Test", contact: {} },
};
const wps1 = makeWps1({ service, links: makeLinks("http://localhost:5000/base/"), pinned: false });

async function execute(query: string): Promise<Execute> {
  const { operation } = await wps1.decode(get(query), makeMemorySink());
  return operation.kind === "execute" ? operation.execute : expect.fail("no execute");
}

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }).filter((text) => text === text.trim());
const input = fc.record({ id: word, value: fc.string({ unit: "grapheme", maxLength: 20 }) });

test("an Execute by KVP says the same however its parts are spelled and ordered", async () => {
  await fc.assert(
    fc.asyncProperty(
      word,
      fc.array(input, { maxLength: 4 }),
      fc.array(word, { maxLength: 3 }),
      fc.boolean(),
      async (id, inputs, outputs, isReversed) => {
        const pairs = [
          "SERVICE=wps",
          "Version=1.0.0",
          "rEQUEST=eXECUTE",
          `identifier=${encodeURIComponent(id)}`,
          `datainputs=${inputs.map((each) => `${encodeURIComponent(each.id)}=${encodeURIComponent(each.value)}`).join(";")}`,
          `ResponseDocument=${outputs.map((each) => `${encodeURIComponent(each)}@asReference=true`).join(";")}`,
        ];
        const got = await execute((isReversed ? pairs.reverse() : pairs).join("&"));
        expect(got.processId).toBe(id);
        expect(got.inputs).toEqual(inputs.map((each) => ({ id: each.id, data: { kind: "value", value: each.value } })));
        expect(got.outputs).toEqual(outputs.map((each) => ({ id: each, transmission: "reference" })));
      },
    ),
  );
});

test("no query and no body makes anything but an answer or a ServiceError", async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "service=WPS",
      "&",
      "request=Execute",
      "version=1.0.0",
      "identifier=a",
      "DataInputs=",
      "=",
      ";",
      "@",
      "%",
      "[",
      "]",
      "+",
    ),
    word,
  );
  const markup = fc.oneof(
    fc.constantFrom(
      '<wps:Execute xmlns:wps="http://www.opengis.net/wps/1.0.0">',
      "<wps:DataInputs>",
      "<wps:Input>",
      "<wps:Data>",
      "<wps:ComplexData>",
      "</wps:Data>",
      "<![CDATA[",
      "]]>",
      "&lt;",
      "<!--",
      "-->",
      "/>",
    ),
    word,
  );
  const check = async (request: Parameters<typeof wps1.decode>[0]): Promise<void> => {
    const error: unknown = await wps1.decode(request, makeMemorySink()).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error === undefined) return;
    expect(error).toBeInstanceOf(ServiceError);
    expect([400, 501]).toContain(wps1.encodeError(error).status);
  };
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 12 }), (pieces) => check(get(pieces.join("")))));
  await fc.assert(
    fc.asyncProperty(fc.array(markup, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (pieces, size) =>
      check(post(pieces.join(""), {}, size)),
    ),
  );
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), (bytes) => check(post(bytes))));
});

test("methods other than GET and POST are not offered", async () => {
  await expect(wps1.decode({ ...get("service=WPS&request=GetCapabilities"), method: "PUT" }, makeMemorySink())).rejects.toMatchObject({
    code: "unsupported",
  });
});

test("what the administrator has not said is left out of the capabilities, and an empty offering is answered", async () => {
  const call = await wps1.decode(get("service=WPS&request=GetCapabilities"), makeMemorySink());
  const response = wps1.encode(call, { kind: "processes", processes: [], updateSequence: 0 }, makeMemorySink().open);
  const text = String(await bodyOf(response));
  expect(text).toContain("<ows:ServiceContact></ows:ServiceContact>");
  expect(text).not.toMatch(/ProviderSite|Keywords|Fees|Abstract|AccessConstraints|ContactInfo/);
  expect(text).toContain("http://localhost:5000/base/wps?");
});

test("the capabilities say what executions are held by on this host, and what could not be had", async () => {
  const isolation = { enforced: ["namespaces", "own uid"], notEnforced: [] };
  const told = makeWps1({ service: { ...service, isolation }, links: makeLinks("http://localhost:5000/"), pinned: false });
  const call = await told.decode(get("service=WPS&request=GetCapabilities"), makeMemorySink());
  const text = String(await bodyOf(told.encode(call, { kind: "processes", processes: [], updateSequence: 0 }, makeMemorySink().open)));
  expect(text).toContain(
    '<ows:Constraint name="isolation-enforced"><ows:AllowedValues><ows:Value>namespaces</ows:Value><ows:Value>own uid</ows:Value></ows:AllowedValues>',
  );
  expect(text).toContain('<ows:Constraint name="isolation-not-enforced"><ows:NoValues/></ows:Constraint>\n  </ows:OperationsMetadata>');
});

test("a complex input is announced with at least one megabyte, a whole number", async () => {
  const call = await wps1.decode(get("service=WPS&request=DescribeProcess&version=1.0.0&identifier=a"), makeMemorySink());
  const described = { id: "a", title: "A", version: "1", storeSupported: true, statusSupported: true, outputs: [] };
  const response = wps1.encode(
    call,
    {
      kind: "processes",
      processes: [
        {
          ...described,
          inputs: [{ id: "i", title: "I", kind: "complex", formats: [{ mediaType: "text/xml" }], minOccurs: 1, maxOccurs: 1 }],
        },
      ],
      updateSequence: 1,
    },
    makeMemorySink().open,
  );
  expect(response.body).toContain('maximumMegabytes="1"');
});
