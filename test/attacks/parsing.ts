// Group A of the list, parsing of requests: where each case is tested.
import type { Elsewhere } from "./elsewhere.js";

const xml = "packages/server/src/protocols/ows/read-xml.test.ts";
const text = "packages/server/src/protocols/ows/decode-text.test.ts";
const kvp = "packages/server/src/protocols/ows/kvp.test.ts";
const input = "test/e2e/bad-input.test.ts";
const http = "test/e2e/http.test.ts";
const validate = "packages/server/src/validation/validate.test.ts";
const server = "test/attacks/server.test.ts";
const json = "packages/server/src/protocols/ogcapi/read-json.test.ts";
const multipart = "packages/server/src/protocols/ogcapi/multipart.test.ts";
const form = "packages/server/src/protocols/ogcapi/decode-form.test.ts";

export const parsing: readonly Elsewhere[] = [
  {
    number: "A1",
    title: "external entity of a file",
    tests: [
      [server, "entities of files and of other hosts are neither expanded nor fetched"],
      [xml, "an external entity"],
    ],
  },
  {
    number: "A2",
    title: "external entity over HTTP, parameter entities",
    tests: [[server, "entities of files and of other hosts are neither expanded nor fetched"]],
  },
  { number: "A3", title: "entities inside embedded GML", tests: [[server, "a DOCTYPE inside embedded data is refused"]] },
  { number: "A4", title: "schemaLocation and includes", tests: [[server, "schema locations and includes are not fetched"]] },
  { number: "A5", title: "XInclude", tests: [[server, "schema locations and includes are not fetched"]] },
  { number: "A6", title: "billion laughs", tests: [[xml, "a billion laughs"]] },
  { number: "A7", title: "quadratic blow-up", tests: [[xml, "a DOCTYPE without end"]] },
  {
    number: "A8",
    title: "a million numeric character references",
    tests: [[server, "a million character references are read in linear time"]],
  },
  { number: "A9", title: "two DOCTYPEs", tests: [[server, "a second DOCTYPE is refused as the first"]] },
  {
    number: "A10",
    title: "very deep documents",
    tests: [
      [xml, "200,000 levels with namespaces in the data"],
      [input, "200,000 levels"],
    ],
  },
  {
    number: "A11",
    title: "very many attributes, very long names",
    tests: [
      [xml, "100,000 attributes in the data"],
      [xml, "an attribute without end"],
      [xml, "a name without end"],
    ],
  },
  {
    number: "A12",
    title: "one name, two meanings",
    tests: [
      [server, "prefixes, CDATA and comments give a document one meaning"],
      [input, "an input given twice"],
    ],
  },
  {
    number: "A13",
    title: "lies about the encoding",
    tests: [
      [text, "however it is cut"],
      [xml, "UTF-8 that is none"],
      [input, "bytes that are no UTF-8"],
    ],
  },
  {
    number: "A14",
    title: "expressions and scripts as values",
    tests: [[server, "expressions, commands and control characters are plain data"]],
  },
  { number: "A15", title: "keys that change prototypes", tests: [[server, "names of prototypes are names like others"]] },
  {
    number: "A16",
    title: "odd JSON",
    tests: [
      [json, "refuses what JSON.parse refuses, and nothing else but what is said here"],
      [json, "bytes that are no UTF-8 are refused"],
    ],
  },
  { number: "A17", title: "schemas of clients", noSurface: "no surface: no schema of a client is ever read" },
  {
    number: "A18",
    title: "regular expressions without end",
    tests: [
      [validate, "follow XML Schema exactly"],
      [server, "100 kB against every check of a literal are answered at once"],
    ],
  },
  {
    number: "A19",
    title: "odd queries",
    tests: [
      [kvp, "a key with two values is refused, located"],
      [kvp, "a query beyond 8 MB is refused unread"],
      [input, "a query of 8 MB is refused and the next request is answered"],
      [input, "arrive unchanged when they are encoded"],
    ],
  },
  {
    number: "A20",
    title: "identifiers as paths, commands and options",
    tests: [[server, "identifiers that are paths, commands or options are unknown processes"]],
  },
  {
    number: "A21",
    title: "line breaks and escapes in values",
    tests: [[server, "expressions, commands and control characters are plain data"]],
  },
  {
    number: "A22",
    title: "confusion of content types",
    tests: [
      [http, "application/octet-stream"],
      [xml, "key-value pairs"],
      [multipart, "needs a boundary"],
    ],
  },
  {
    number: "A23",
    title: "bad base64",
    tests: [
      ["packages/server/src/protocols/ows/base64.test.ts", "bytes come back from base64 wherever both are cut"],
      [input, "base64 that is none"],
      [xml, "one base64 text"],
    ],
  },
  { number: "A24", title: "compressed requests", tests: [[server, "a compressed request is refused, not expanded"]] },
  {
    number: "A25",
    title: "multipart without end",
    tests: [
      [multipart, "reads on where a part was not read to its end"],
      [form, "tells all faults together, and refuses texts without end"],
    ],
  },
  {
    number: "A26",
    title: "request smuggling",
    tests: [[server, "requests that two readers would cut differently are refused, and the connection closed"]],
  },
  {
    number: "A27",
    title: "occurrences, allowed values, boxes",
    tests: [
      [validate, "occur as often as they may"],
      [validate, "that are none are refused"],
      [input, "a box that is upside down"],
      [input, "a box of NaN"],
      [xml, "inline data without end"],
    ],
  },
  { number: "A28", title: "mass assignment", tests: [[server, "attributes and parameters of the server's own are ignored or refused"]] },
];
