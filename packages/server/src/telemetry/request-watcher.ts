// Makes of each request a figure, a span and a line of the log. What fails or may change something is told at "info", the rest at "debug".
import type { RequestWatcher } from "../core/telemetry.js";
import type { Log } from "./job-watcher.js";
import type { Metrics } from "./metrics.js";
import { requestSpan } from "./spans.js";

/** The trace that the client says its request belongs to. Source: W3C Trace Context, 3.2. */
function traceOf(header: string | readonly string[] | undefined): string | undefined {
  const [, trace] = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:$|-)/.exec(typeof header === "string" ? header : "") ?? [];
  return trace === undefined || /^0+$/.test(trace) ? undefined : trace;
}

export function makeRequestWatcher({ metrics, log }: { readonly metrics: Pick<Metrics, "request">; readonly log: Log }): RequestWatcher {
  return {
    begin(start) {
      const span = requestSpan(start);
      const trace = traceOf(start.headers["traceparent"]);
      return {
        within: span.within,
        end(end) {
          metrics.request(end);
          span.end(end);
          const { protocol, operation, status, ms, jobId, faults, hasLeft } = end;
          const isQuiet = status < 500 && (start.method === "GET" || start.method === "HEAD");
          const facts = {
            ...{ request: start.id, protocol, operation, status, ms: Math.round(ms * 10) / 10 },
            ...(jobId === undefined ? {} : { job: jobId }),
            ...(trace === undefined ? {} : { trace }),
            ...(faults === undefined ? {} : { faults }),
          };
          log[isQuiet ? "debug" : "info"](facts, hasLeft === true ? "a client left before it had its answer" : "a request was answered");
        },
      };
    },
  };
}
