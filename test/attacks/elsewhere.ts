// Cases of the list that are no attacks of a job on its sandbox: where they are tested, or that the server has no surface for them yet.
// A test holds that every reference is a title that exists.
import { parsing } from "./parsing.js";
import { references } from "./references.js";

export interface Elsewhere {
  readonly number: string;
  readonly title: string;
  /** File below the root, and words of a title in it. */
  readonly tests?: readonly (readonly [file: string, title: string])[];
  /** The server offers nothing that could be attacked so. */
  readonly noSurface?: string;
  /** What the tests leave open. */
  readonly open?: string;
}

const xml = "packages/server/src/protocols/ows/read-xml.test.ts";
const http = "test/e2e/http.test.ts";
const load = "test/e2e/load.test.ts";
const jobs = "packages/server/src/jobs/jobs.test.ts";
const queue = "packages/server/src/jobs/queue.test.ts";
const laws = "packages/server/src/jobs/queue-laws.test.ts";
const lifecycle = "packages/server/src/jobs/lifecycle.test.ts";
const server = "test/attacks/server.test.ts";
const requests = "test/attacks/requests.test.ts";
const access = "test/e2e/access.test.ts";
const accessAttacks = "test/e2e/access-attacks.test.ts";
const identify = "packages/server/src/access/identify.test.ts";
const oidc = "packages/server/src/access/oidc.test.ts";
const foreignJob = "nobody has to sign in, ada and administrators get it, and it is to all others as if there were none";

export const elsewhere: readonly Elsewhere[] = [
  ...parsing,
  ...references,
  {
    number: "D63",
    title: "guessing ids",
    tests: [
      [server, "ids are long, and absent ones are all told the same"],
      [access, foreignJob],
    ],
    open: "time is equal by the same look-ups, and not measured",
  },
  { number: "D64", title: "foreign results", tests: [[access, foreignJob]] },
  {
    number: "D65",
    title: "dismissing foreign jobs",
    tests: [
      [access, foreignJob],
      [access, "is told to the log when somebody else asks for it"],
    ],
  },
  {
    number: "D66",
    title: "foreign jobs in lists",
    tests: [[access, "stands in the lists of ada and of administrators alone, whatever is asked for"]],
  },
  {
    number: "D67",
    title: "paths above a result",
    tests: [
      [server, "paths above a result lead nowhere"],
      ["packages/server/src/staging/conformance.ts", "told by no key of ours are not found: no address is ever made of one"],
    ],
  },
  {
    number: "D68",
    title: "outputs that browsers would run",
    tests: [
      [http, "is offered to be saved, and neither sniffed nor run by a browser"],
      ["test/browser/jobs.test.ts", "are text on every page, though the same text runs where it is markup"],
    ],
  },
  {
    number: "D69",
    title: "keys of idempotency",
    tests: [
      ["packages/server/src/jobs/idempotency.test.ts", "is refused if another request has the key"],
      [accessAttacks, "knows the keys of one owner apart from those of another"],
    ],
  },
  {
    number: "D70",
    title: "deploying over the network",
    tests: [[access, "are the affair of the account of the server, over its own socket alone"]],
  },
  {
    number: "D71",
    title: "forged tokens",
    tests: [
      [oidc, "without a signature"],
      [oidc, "signed by a secret that is the public key"],
      [oidc, "by another key under the name of the right one, or one that it brings along or names the place of"],
      [oidc, "is refused with another issuer or audience, too early, too late, and without an end; a minute of skew is allowed"],
      [identify, "is refused when it is another's secret, cut, longer, in another case or made up, all with one sentence"],
      [accessAttacks, "in an address is none, and the log does not have it"],
    ],
  },
  {
    number: "D72",
    title: "the administrator's port",
    tests: [[accessAttacks, "is not allowed to read anything, nor to send what browsers ask about first"]],
  },
  {
    number: "D73",
    title: "a right that was taken back",
    tests: [
      [access, "are made, listed without their secrets, and of no use from the moment that they are revoked"],
      [accessAttacks, "ends with its token, and is nobody's when a letter of it is changed"],
      ["test/e2e/access-revoked.test.ts", "what waits is not begun, what runs goes on and is its owner's"],
      ["test/e2e/access-revoked.test.ts", "who waits on an open connection is not told the result"],
    ],
  },
  {
    number: "D74",
    title: "results that have expired",
    tests: [
      [http, "that has vanished from the disk is gone, not half there"],
      [lifecycle, "forgets finished jobs and their files when their time is over"],
    ],
  },
  {
    number: "D75",
    title: "usage of another",
    tests: [[accessAttacks, "is the owner of the token, whatever else a request says"]],
  },
  {
    number: "G116",
    title: "egress beyond an allow-list",
    tests: [
      [
        "test/attacks/egress.test.ts",
        "reaches what is on the list, and nothing else by proxy, route, name, kind of socket or another job's way out",
      ],
      ["packages/server/src/egress/way-out.test.ts", "that changes between check and connection leads where it was checked"],
    ],
    open: "what is sent to a host that is on the list is not looked at",
  },
  { number: "J144", title: "slow requests", tests: [[server, "slow heads and bodies and idle connections leave others their answers"]] },
  {
    number: "J145",
    title: "pipelined requests",
    tests: [[server, "10,000 pipelined requests leave others their answers"]],
    open: "HTTP/2 is not spoken",
  },
  {
    number: "J146",
    title: "very many jobs of one client",
    tests: [
      [load, "1,000 asynchronous say_hello at once: 1,000 succeed, each with its own answer"],
      [jobs, "above the limit of waiting jobs is told to come again, even when all come at once"],
      [queue, "because its owner has as many as one may have, is told so apart from a server that is full"],
      [queue, "for its owner says so, and jobs of other owners go past it"],
      [laws, "shares between owners, within one, as long as they have jobs that wait"],
    ],
  },
  {
    number: "J147",
    title: "create and dismiss, pause and resume",
    tests: [
      [lifecycle, "every job keeps the law of states and ends exactly once"],
      [requests, "a synchronous job whose client leaves gives its place back, whenever that is"],
    ],
  },
  { number: "J148", title: "polling", tests: [[server, "10,000 pipelined requests leave others their answers"]] },
  {
    number: "J149",
    title: "uploads that are never executed",
    tests: [
      [requests, "an upload that breaks off leaves no file and no error"],
      ["packages/server/src/staging/file/file-store.test.ts", "count what is stored, over a restart too, until it is removed"],
    ],
  },
  {
    number: "J150",
    title: "100 MB on the event loop",
    tests: [
      [server, "30 MB of markup leave others their answers"],
      [xml, "one text inside an element"],
    ],
  },
  {
    number: "J151",
    title: "a long job before short ones",
    tests: [
      [queue, "are not taken by asynchronous ones, however many wait"],
      [laws, "shares between owners, within one, as long as they have jobs that wait"],
    ],
    open: "long asynchronous jobs on all places that they may have hold up other asynchronous ones",
  },
  {
    number: "J152",
    title: "floods of the log",
    tests: [["test/attacks/cases/channel.ts", "keep the trusted side small; the end of it is kept"]],
    open: "the server's own log goes to its standard output; keeping it small is the supervisor's",
  },
  { number: "J153", title: "amplification by lineage", tests: [[server, "lineage gives back no more than was sent"]] },
];
