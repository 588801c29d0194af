// Cases of the list that concern references, callbacks and what a job is handed (group B): where each is tested.
import type { Elsewhere } from "./elsewhere.js";

const guard = "packages/server/src/staging/http/guard.test.ts";
const fetcher = "packages/server/src/staging/http/fetcher.test.ts";
const input = "test/e2e/bad-input.test.ts";
const validate = "packages/server/src/validation/validate.test.ts";
const server = "test/attacks/server.test.ts";
const callbacks = "packages/server/src/callbacks/callbacks.test.ts";
const subscribers = "test/e2e/ogcapi-jobs.test.ts";

export const references: readonly Elsewhere[] = [
  {
    number: "B29",
    title: "own addresses",
    tests: [
      [guard, "reads every spelling of an address as that address"],
      [fetcher, "refuses loopback with a sentence that says what to do"],
      [fetcher, "all else on our own address is refused"],
    ],
  },
  { number: "B30", title: "other spellings of IPv4", tests: [[guard, "reads every spelling of an address as that address"]] },
  { number: "B31", title: "IPv6 that is IPv4, link-local, private", tests: [[guard, "refuses every address that is not public"]] },
  {
    number: "B32",
    title: "metadata services",
    tests: [
      [guard, "refuses every address that is not public"],
      [guard, "refuses private names and literals where a proxy resolves"],
    ],
  },
  {
    number: "B33",
    title: "private ranges",
    tests: [
      [guard, "refuses every address that is not public"],
      [guard, "allows ranges, addresses, hosts and hosts with a port, and nothing beside them"],
    ],
  },
  { number: "B34", title: "names with private addresses", tests: [[guard, "refuses a name if only one of its addresses is refused"]] },
  {
    number: "B35",
    title: "DNS rebinding",
    tests: [[fetcher, "dials only the address that was checked, though the name means another one by then"]],
  },
  {
    number: "B36",
    title: "redirects",
    tests: [
      [fetcher, "checks every hop of a redirect, by address and by scheme"],
      [fetcher, "does not follow a redirect from an allowed host to loopback"],
      [fetcher, "gives up after five redirects"],
    ],
  },
  {
    number: "B37",
    title: "URLs that two parsers read differently",
    tests: [[guard, "refuses other schemes, credentials, blanks and control characters"]],
  },
  {
    number: "B38",
    title: "other schemes",
    tests: [
      [guard, "refuses other schemes, credentials, blanks and control characters"],
      [validate, "by reference must be http or https"],
      [input, "a reference to a file"],
    ],
  },
  { number: "B39", title: "doors of GDAL", tests: [["test/attacks/cases/archives.ts", "nothing of the host is read"]] },
  { number: "B40", title: "links inside of data", tests: [[server, "schema locations and includes are not fetched"]] },
  { number: "B41", title: "headers of references", tests: [[fetcher, "refuses headers that lie about the connection or smuggle lines"]] },
  {
    number: "B42",
    title: "POST bodies of references",
    tests: [[fetcher, "fetches the body of a POST reference first, through the same guard"]],
  },
  {
    number: "B43",
    title: "a reference to the own Execute",
    tests: [
      [fetcher, "all else on our own address is refused"],
      ["test/e2e/inputs.test.ts", "a KVP request of WPS itself"],
    ],
  },
  {
    number: "B44",
    title: "a reference to another job's output",
    tests: [["packages/server/src/main/own-address.test.ts", "a stored output is read for a job of its owner, and refused to others"]],
  },
  {
    number: "B45",
    title: "callbacks to internal addresses",
    tests: [[subscribers, "addresses that the guard refuses are never reached; one that it lets pass is"]],
  },
  {
    number: "B46",
    title: "callbacks without number",
    tests: [[callbacks, "an end that is not taken is told again until it is, and given up in the end"]],
    open: "no bound for each host",
  },
  { number: "B47", title: "bodies without end", tests: [[fetcher, "refuses too much data: announced before a byte is read, or counted"]] },
  { number: "B48", title: "data that drip", tests: [[fetcher, "gives up on data that drips, on silence, and at the deadline"]] },
  { number: "B49", title: "half data", tests: [[fetcher, "never hands an error page or half a file to a process"]] },
  { number: "B50", title: "compressed answers", tests: [[fetcher, "sends allowed headers and asks for no compression"]] },
  {
    number: "B51",
    title: "bad certificates",
    tests: [
      ["packages/server/src/staging/http/exchange.test.ts", "is refused where the certificate is not trusted"],
      ["test/faults/cases/sources.ts", "a certificate that nobody vouches for fails the job in words"],
    ],
  },
  {
    number: "B52",
    title: "credentials in references",
    tests: [[guard, "refuses other schemes, credentials, blanks and control characters"]],
  },
  {
    number: "B53",
    title: "a port scanner by errors",
    tests: [[guard, "does not tell which internal address a name has"]],
    open: "the rate of references of one client is not limited",
  },
  {
    number: "B54",
    title: "environment of the job",
    tests: [["test/attacks/cases/files.ts", "the environment has at most ten known names and no secret"]],
  },
];
