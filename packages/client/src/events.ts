// What happens to a job, told by the server itself: server-sent events (WHATWG HTML clause 9.2), read by fetch so that tokens go along. An extension of Terrarium.
import { type AskParts, ask, isObject, pause, readJson } from "./ask.js";
import { ProblemError } from "./problem.js";
import type { Job, JobEvent, Json, JsonObject } from "./types.js";

/** The relation of the link to the events of a job. */
const relation = "urn:terrarium:rel:events";

/** Where the events of a job are told; undefined: this server tells none. */
export function eventsOf({ links }: Pick<Job, "links">): string | undefined {
  return links.find(({ rel, type }) => rel === relation && (type === undefined || type === "text/event-stream"))?.href;
}

/** One message of a stream. */
export interface Message {
  readonly event: string;
  readonly data: string;
  readonly id?: string;
}

/** Takes the messages out of text that comes in pieces. Comments and times to reconnect are left out. */
export function makeMessageReader(): (text: string) => Message[] {
  let rest = "";
  return (text) => {
    const blocks = (rest + text).split(/\r\n\r\n|\n\n|\r\r/);
    rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => {
      const fields = block.split(/\r\n|\n|\r/).map((line) => /^([^:]*):? ?(.*)$/s.exec(line) ?? []);
      const of = (name: string): string[] => fields.filter(([, field]) => field === name).map(([, , value = ""]) => value);
      const [data, id] = [of("data"), of("id").at(-1)];
      return data.length === 0
        ? []
        : [{ event: of("event").at(-1) ?? "message", data: data.join("\n"), ...(id === undefined ? {} : { id }) }];
    });
  };
}

function text(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === "string" ? value : undefined;
}

function number(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === "number" ? value : undefined;
}

function linesOf(value: Json | undefined): { readonly level: string; readonly text: string }[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [];
  return list.filter(isObject).map((line) => ({ level: text(line, "level") ?? "info", text: text(line, "text") ?? "" }));
}

/** Events of other names are left out: a newer server may tell more. */
function readEvent({ event, data }: Message): JobEvent | undefined {
  const given = readJson(data);
  if (!isObject(given)) return undefined;
  if (event === "state" || event === "end") return { kind: event, status: text(given, "status") ?? "", raw: given };
  if (event === "waiting") {
    const [reason, ahead] = [text(given, "reason"), number(given, "ahead")];
    return { kind: "waiting", ...(reason === undefined ? {} : { reason }), ...(ahead === undefined ? {} : { ahead }) };
  }
  if (event === "log") {
    return {
      kind: "log",
      lines: linesOf(given["lines"]),
      missedBytes: number(given, "missedBytes") ?? 0,
      isAnew: given["restart"] === true,
    };
  }
  if (event !== "usage") return undefined;
  const told = {
    cpuMs: number(given, "cpuMs"),
    memoryBytes: number(given, "memoryBytes"),
    memoryPeakBytes: number(given, "memoryPeakBytes"),
  };
  return {
    kind: "usage",
    ...(Object.fromEntries(Object.entries(told).filter(([, one]) => one !== undefined)) as Partial<Record<keyof typeof told, number>>),
  };
}

/** A stream that says nothing at all for so long is held up by something between: the server sends a sign of life far more often, and the first at once. */
const silenceMs = 60_000;
const firstSilenceMs = 10_000;
const againMs = 2_000;

const silent = new ProblemError("The stream of events is silent.", { status: 0 });

/** The messages of one connection; undefined: there will be no more. */
async function* once(
  parts: AskParts,
  href: string,
  last: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Message | undefined> {
  const ended = new AbortController();
  const stop = (): void => ended.abort(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  let limit = setTimeout(() => ended.abort(silent), firstSilenceMs);
  try {
    signal?.throwIfAborted();
    const headers = { accept: "text/event-stream", ...(last === undefined ? {} : { "last-event-id": last }) };
    const { body, headers: told } = await ask(parts, href, { headers, signal: ended.signal });
    // 204: the end was told before.
    if (body === null) return void (yield undefined);
    if (!(told.get("content-type") ?? "").startsWith("text/event-stream"))
      throw new ProblemError("The server's answer is no stream of events.", { status: 400 });
    const read = makeMessageReader();
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(limit);
      limit = setTimeout(() => ended.abort(silent), silenceMs);
      yield* read(decoder.decode(piece.value, { stream: true }));
    }
  } finally {
    clearTimeout(limit);
    signal?.removeEventListener("abort", stop);
    // Closes the connection where the reader goes first.
    ended.abort();
  }
}

/**
 * What happens to the job, from its beginning until its end, over broken connections. Throws the reason of an aborted signal, and ProblemError if there is no
 * stream, or it breaks off several times without a word between.
 */
export async function* readEvents(parts: AskParts, href: string, signal?: AbortSignal): AsyncGenerator<JobEvent> {
  let last: string | undefined;
  for (let breaks = 0; ; breaks += 1) {
    try {
      for await (const message of once(parts, href, last, signal)) {
        if (message === undefined) return;
        if (message.id !== undefined) last = message.id;
        breaks = 0;
        const event = readEvent(message);
        if (event !== undefined) yield event;
        if (event?.kind === "end") return;
      }
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      if (breaks >= 2 || error === silent || (error instanceof ProblemError && error.status >= 400)) throw error;
    }
    // A stream that ends without the event of that name: too slow a reader, or a server that restarts.
    if (breaks >= 2) throw new ProblemError("The stream of events breaks off.", { status: 0 });
    await pause(againMs, signal);
  }
}
