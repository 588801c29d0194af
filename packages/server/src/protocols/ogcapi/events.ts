// What happens to jobs as server-sent events (WHATWG HTML, clause 9.2): each piece of news as one event with JSON. News that many readers get are
// written once. How long a stream lives, and who may read it, is left to the jobs room.
import type { HttpResponse } from "../../core/message.js";
import { type JobNews, type ListNews, type Watching, writeCursor } from "../../core/news.js";
import { tell } from "../../core/tell.js";
import { address, type DocumentParts } from "./documents.js";
import type { Form } from "./request.js";

/** When a reader whose stream broke off comes again. */
const retryMs = 2_000;

const headers = {
  "content-type": "text/event-stream",
  // Some proxies gather what they pass on unless they are told not to.
  "x-accel-buffering": "no",
};

const time = (ms: number): string => new Date(ms).toISOString();
const known = (value: number): number | null => (value === -1 ? null : value);

function event(name: string, data: unknown, id?: string): string {
  return `event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

function writeJobNews(news: JobNews, language: string): string {
  switch (news.kind) {
    case "state": {
      const { cursor, atMs, attempt, status, phase, progress, message } = news;
      const told = message === undefined ? {} : { message: tell(message, language) };
      return event("state", { time: time(atMs), status, phase, progress: Math.floor(progress), attempt, ...told }, writeCursor(cursor));
    }
    case "waiting":
      return event("waiting", { ...(news.ahead === undefined ? {} : { ahead: news.ahead }), reason: tell(news, language) });
    case "log": {
      const { cursor, lines, missedBytes, isAnew } = news;
      const gap = { ...(missedBytes > 0 ? { missedBytes } : {}), ...(isAnew ? { restart: true } : {}) };
      return event("log", { lines, ...gap }, writeCursor(cursor));
    }
    case "usage": {
      const { atMs, cpuMs, memoryBytes, memoryPeakBytes } = news;
      return event("usage", {
        ...{ time: time(atMs), cpuMs: known(cpuMs), memoryBytes: known(memoryBytes), memoryPeakBytes: known(memoryPeakBytes) },
      });
    }
    case "end":
      return event("end", { status: news.status }, writeCursor(news.cursor));
  }
}

function writeListNews(news: ListNews, { links, language }: Pick<DocumentParts, "links" | "language">): string {
  if (news.kind === "gone") return event("gone", { jobID: news.id });
  const { id, processId, status, phase, progress, message, error, createdMs, startedMs, finishedMs, updatedMs } = news;
  const told = status === "failed" && error !== undefined ? error : message;
  return event("job", {
    ...{ jobID: id, processID: processId, status, phase, progress: Math.floor(progress) },
    ...(told === undefined ? {} : { message: tell(told, language) }),
    created: time(createdMs),
    ...(startedMs === undefined ? {} : { started: time(startedMs) }),
    ...(finishedMs === undefined ? {} : { finished: time(finishedMs) }),
    updated: time(updatedMs),
    href: address(links, "/jobs/{jobId}", { jobId: id }),
  });
}

/** What was written of news for one language, as long as somebody has the news. */
const written = new WeakMap<JobNews | ListNews, Map<string, string>>();

function once(news: JobNews | ListNews, language: string, write: () => string): string {
  const texts = written.get(news) ?? new Map<string, string>();
  const text = texts.get(language) ?? write();
  texts.set(language, text);
  written.set(news, texts);
  return text;
}

async function* stream<T>(news: Watching<T>, write: (one: T) => string): AsyncGenerator<string> {
  try {
    yield `retry: ${retryMs}\n\n`;
    for (let some = await news.next(); some !== undefined; some = await news.next())
      yield some.length === 0 ? ":\n\n" : some.map(write).join("");
  } finally {
    news.close();
  }
}

function answer<T>(news: Watching<T>, form: Form, write: (one: T) => string): HttpResponse {
  if (form.isHead !== true) return { status: 200, headers, body: stream(news, write) };
  news.close();
  return { status: 200, headers, body: "" };
}

/** A job's events; 204 tells a reader that has read the end not to come again. */
export function jobEvents(news: Watching<JobNews> | undefined, form: Form, language: string): HttpResponse {
  if (news === undefined) return { status: 204, headers: {}, body: "" };
  return answer(news, form, (one) => once(one, language, () => writeJobNews(one, language)));
}

/** Events of all jobs of a caller. There are none of the past: a reader asks for the list when the stream has begun, each time. */
export function listEvents(news: Watching<ListNews>, form: Form, parts: Pick<DocumentParts, "links" | "language">): HttpResponse {
  return answer(news, form, (one) => once(one, parts.language, () => writeListNews(one, parts)));
}
