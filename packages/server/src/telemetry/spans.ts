// Spans of OpenTelemetry for requests and along jobs, by its API alone: without an SDK they are nothing and cost nothing. Who wants them brings an SDK
// by `node --import`. A job is one span, a child of the request that made it, and each step on its way is a child of it.
import { type Context, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Job } from "../core/job.js";
import type { RequestEnd, RequestStart } from "../core/telemetry.js";

/** The steps of a job, in their order; it begins again with "wait", and only jobs with output files are collected from. */
export type Step = "accept" | "wait" | "stage" | "start" | "run" | "collect" | "publish";

export interface JobSpans {
  /** There is somebody who wants them. */
  readonly isWanted: boolean;
  /** Ends the step before. */
  step(name: Step): void;
  /** Something that happens within a step. */
  note(name: string): void;
  /** Runs work that belongs to the step. */
  within<T>(work: () => T): T;
  end(facts: { readonly status: string; readonly reason?: string }): void;
  /** Work for the job after its end. */
  after<T>(name: "callback", work: () => Promise<T>): Promise<T>;
}

export interface RequestSpan {
  within<T>(work: () => T): T;
  end(facts: RequestEnd): void;
}

const tracer = trace.getTracer("terrarium");

/** Follows the `traceparent` of the client, if an SDK is there that understands it. */
export function requestSpan({ id, method, headers }: RequestStart): RequestSpan {
  const from = propagation.extract(context.active(), headers);
  const span = tracer.startSpan(
    "request",
    { kind: SpanKind.SERVER, attributes: { "http.request.method": method, "terrarium.request.id": id } },
    from,
  );
  const inside = trace.setSpan(from, span);
  return {
    within: (work) => context.with(inside, work),
    end({ protocol, operation, status, jobId, hasLeft }) {
      span.setAttributes({ "terrarium.protocol": protocol, "terrarium.operation": operation, "http.response.status_code": status });
      if (jobId !== undefined) span.setAttribute("terrarium.job.id", jobId);
      if (status >= 500 || hasLeft === true) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** Begins the span of a job where the caller's context is; of one that another server accepted, at the time when that was. */
export function jobSpans(job: Job, isOld: boolean): JobSpans {
  const attributes = { "terrarium.job.id": job.id, "terrarium.process.id": job.processId, "terrarium.mode": job.execute.mode };
  const whole = tracer.startSpan("job", { attributes, ...(isOld ? { startTime: job.createdMs } : {}) }, context.active());
  const inside: Context = trace.setSpan(context.active(), whole);
  let step: Span | undefined;
  const end = (): void => {
    step?.end();
    step = undefined;
  };
  return {
    isWanted: whole.isRecording(),
    step(name) {
      end();
      step = tracer.startSpan(name, { attributes }, inside);
    },
    note: (name) => void (step ?? whole).addEvent(name),
    within: (work) => context.with(step === undefined ? inside : trace.setSpan(inside, step), work),
    end({ status, reason }) {
      end();
      whole.setAttribute("terrarium.job.status", status);
      if (reason !== undefined) whole.setStatus({ code: SpanStatusCode.ERROR, message: reason });
      whole.end();
    },
    async after(name, work) {
      const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, inside);
      try {
        return await context.with(trace.setSpan(inside, span), work);
      } finally {
        span.end();
      }
    },
  };
}
