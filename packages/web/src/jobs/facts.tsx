// What is known of a job beside its course and its results: why it failed, how it was sealed, what it used, and what went in.
import type { JsonObject } from "@terrarium/client";
import type { ComponentChildren } from "preact";
import { sizeText } from "../results/output-type.js";
import { ScrollBox } from "../results/scroll-box.js";
import { TableHead } from "../ui/table-head.js";
import { say } from "../words/words.js";
import { type JobState, numberOf, objectOf, spanText, textsOf } from "./job-state.js";
import type { Line } from "./log-view.js";
import type { JobWords } from "./words.js";

export interface FactParts {
  readonly state: JobState;
  readonly words: JobWords;
  readonly language: string;
}

function Fact({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return children === undefined || children === null || children === "" ? null : (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

const userCodes = new Set(["invalid-input", "missing-input", "no-such-input", "too-many-inputs", "too-large", "no-such-format"]);
const serverCodes = new Set(["engine-failed", "internal", "storage-full", "busy"]);

/** By the code of the fault, and what it ran into. */
function adviceOf(code: string, limits: readonly string[], hasInput: boolean, words: JobWords): string {
  if (code === "limit-exceeded" || limits.length > 0) return say(words.doLimit, { limits: limits.length === 0 ? code : limits.join(", ") });
  if (code === "unreachable-input") return words.doReach;
  if (userCodes.has(code) || hasInput) return words.doInput;
  return serverCodes.has(code) ? words.doServer : words.doProcess;
}

function placeOf({ spans }: JobState, words: JobWords): string {
  const places = {
    waiting: words.whereWaiting,
    staging: words.whereStaging,
    running: words.whereRunning,
    paused: words.whereRunning,
    publishing: words.wherePublishing,
  };
  return places[spans.at(-1)?.phase ?? "running"];
}

const tailLines = 12;

/** What went wrong, where, and what to do. */
export function FailureCard({ state, lines, words }: FactParts & { readonly lines: readonly Line[] }) {
  if (state.status !== "failed") return null;
  const exception = objectOf(state.raw["exception"]);
  const [first] = (Array.isArray(exception["errors"]) ? exception["errors"] : []).map(objectOf);
  const code = String(first?.["code"] ?? "");
  const pointer = String(first?.["pointer"] ?? "");
  const input = pointer.startsWith("/inputs/") ? pointer.slice("/inputs/".length) : "";
  const { reason, code: exitCode, signal } = objectOf(state.raw["exit"]);
  const end =
    typeof signal === "string" ? say(words.signal, { signal }) : numberOf(exitCode) ? say(words.code, { code: Number(exitCode) }) : "";
  const where = [
    placeOf(state, words),
    input === "" ? "" : say(words.whereInput, { input }),
    reason === "exited" || reason === "signaled" ? end : "",
  ];
  return (
    <section class="notice bad failure" aria-labelledby="failure">
      <h2 id="failure">{words.failure}</h2>
      <p class="failure-what">{String(exception["detail"] ?? state.message ?? "")}</p>
      <dl class="facts">
        <Fact title={words.where}>{where.filter((one) => one !== "").join(" · ")}</Fact>
        <Fact title={words.whatToDo}>{adviceOf(code, textsOf(state.raw["limitsHit"]), input !== "", words)}</Fact>
      </dl>
      {lines.length === 0 ? null : (
        <details>
          <summary>{words.lastLines}</summary>
          <pre class="wrap">{lines.slice(-tailLines).map(({ text }) => `${text}\n`)}</pre>
        </details>
      )}
      {code === "" ? null : (
        <p class="small soft">
          <code>{code}</code>
        </p>
      )}
    </section>
  );
}

function Tags({ names }: { readonly names: readonly string[] }) {
  return names.map((name) => (
    <span key={name} class="tag">
      {name}
    </span>
  ));
}

const bytesNamed = /Bytes$|^bytes(?:In|Out)$/;
const timeNamed = /Ms$/;

function figure(name: string, value: number, language: string): string {
  if (bytesNamed.test(name)) return sizeText(value, language);
  return timeNamed.test(name) ? spanText(value, language) : value.toLocaleString(language);
}

/** By which limit of the contract each one of the counters is bounded. */
const hitBy: Readonly<Record<string, string>> = {
  memory: "memoryBytes",
  pids: "pids",
  disk: "diskBytes",
  inodes: "inodes",
  fds: "fds",
  output: "outputBytes",
  log: "logBytes",
  wall: "wallMs",
};

export function Isolation({ state, words, language }: FactParts) {
  const record = objectOf(state.raw["isolation"]);
  if (record["engine"] === undefined) return null;
  const limits = Object.entries(objectOf(record["limits"])).filter((pair): pair is [string, number] => typeof pair[1] === "number");
  const hit = new Set(textsOf(state.raw["limitsHit"]).map((name) => hitBy[name] ?? name));
  const [enforced, missing] = [textsOf(record["enforced"]), textsOf(record["notEnforced"])];
  const { madeBy } = record;
  const network = objectOf(record["network"])["kind"];
  return (
    <section aria-labelledby="isolation">
      <h2 id="isolation">{words.isolation}</h2>
      <dl class="facts">
        <Fact title={words.engine}>{[record["engine"], record["runtime"]].filter((one) => typeof one === "string").join(", ")}</Fact>
        <Fact title={words.madeBy}>{madeBy === "zygote" || madeBy === "launcher" ? words[madeBy] : undefined}</Fact>
        <Fact title={words.enforced}>{enforced.length === 0 ? undefined : <Tags names={enforced} />}</Fact>
        <Fact title={words.notEnforced}>{missing.length === 0 ? undefined : <Tags names={missing} />}</Fact>
        <Fact title={words.network}>{network === undefined ? undefined : network === "none" ? words.noNetwork : words.hosts}</Fact>
        <Fact title={words.limits}>
          {limits.length === 0
            ? undefined
            : limits.map(([name, value]) => (
                <span key={name} class={hit.has(name) ? "tag hit" : "tag"}>
                  {name.replace(/(?:Bytes|Ms)$/, "")} {figure(name, value, language)}
                  {hit.has(name) ? ` · ${words.hit}` : ""}
                </span>
              ))}
        </Fact>
      </dl>
    </section>
  );
}

export function Used({ state, words, language }: FactParts) {
  const usage = objectOf(state.raw["usage"]);
  if (Object.keys(usage).length === 0) return null;
  const told = (name: string): string => {
    const value = numberOf(usage[name]);
    return value === undefined ? words.unknown : figure(name, value, language);
  };
  return (
    <section aria-labelledby="used">
      <h2 id="used">{words.used}</h2>
      <dl class="facts figures">
        <Fact title={words.cpuTime}>{told("cpuMs")}</Fact>
        <Fact title={words.wallTime}>{told("wallMs")}</Fact>
        <Fact title={words.queueTime}>{told("queueMs")}</Fact>
        <Fact title={words.memoryPeak}>{told("memoryPeakBytes")}</Fact>
        <Fact title={words.diskUsed}>{told("diskBytes")}</Fact>
        <Fact title={words.read}>{told("bytesIn")}</Fact>
        <Fact title={words.published}>{told("bytesOut")}</Fact>
      </dl>
    </section>
  );
}

const longestValue = 300;

function short(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)} …` : text;
}

/** A link only where a browser may follow it: what a client once sent is no instruction. */
function Value({ value }: { readonly value: unknown }) {
  const { href } = objectOf(value);
  if (typeof href === "string")
    return /^https?:\/\//.test(href) ? (
      <a href={href} rel="noreferrer nofollow">
        {short(href)}
      </a>
    ) : (
      <code>{short(href)}</code>
    );
  return <code>{short(typeof value === "string" ? value : JSON.stringify(value))}</code>;
}

interface Piece {
  readonly id: string;
  /** Absent: it was sent as a file, which is not kept. */
  readonly value?: unknown;
  readonly mediaType?: string;
  readonly byteLength?: number;
  readonly sha256?: string;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** What went in: values as the request gave them, files with what is known of them. Of one input the files stand in the order of its occurrences. */
function piecesOf(definition: JsonObject): Piece[] {
  const given = Object.entries(objectOf(definition["inputs"])).flatMap(([id, value]) => listOf(value).map((one) => ({ id, value: one })));
  const sent = listOf(definition["unavailable"]).map(objectOf);
  const staged = listOf(definition["staged"]).map(objectOf);
  const ids = new Set([...given.map(({ id }) => id), ...sent.map(({ input }) => String(input))]);
  return [...ids].flatMap((id): Piece[] => {
    const values = given.filter((one) => one.id === id);
    const files = sent.filter(({ input }) => input === id);
    const read = staged.filter(({ input }) => input === id);
    // Which of several were sent as files, and which as values, is no longer told.
    if (read.length === values.length + files.length && (values.length === 0 || files.length === 0))
      return read.map((file, index) => ({ ...values[index], id, ...file }));
    return [...values, ...files.map((file) => ({ id, ...file }))];
  });
}

/** As the request gave them; `definition` is what the server kept of it, at `href`. */
export function Inputs({ definition, href, words, language }: Omit<FactParts, "state"> & InputParts) {
  const pieces = piecesOf(definition);
  if (pieces.length === 0) return null;
  return (
    <section aria-labelledby="inputs">
      <h2 id="inputs">{words.inputs}</h2>
      <ScrollBox class="wide" label={words.inputs}>
        <table>
          <TableHead names={[words.name, words.value, words.size, words.hash]} />
          <tbody>
            {pieces.map(({ id, value, mediaType, byteLength, sha256 }, index) => (
              <tr key={`${id} ${index}`}>
                <th scope="row">{id}</th>
                <td>
                  {value === undefined ? (
                    <span class="soft">{[mediaType, words.sent].filter(Boolean).join(", ")}</span>
                  ) : (
                    <Value value={value} />
                  )}
                </td>
                <td class="num">{byteLength === undefined ? "" : sizeText(byteLength, language)}</td>
                <td>{sha256 === undefined ? null : <code class="hash">{sha256}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p>
        <a href={href} type="application/json">
          {words.request}
        </a>
      </p>
    </section>
  );
}

interface InputParts {
  readonly definition: JsonObject;
  readonly href: string;
}
