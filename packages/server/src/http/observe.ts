// Tells a watcher of each request: when it comes, what it was for, and when its answer is out or its client has left.
import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ServiceError } from "../core/errors.js";
import type { Operation, Outcome } from "../core/operation.js";
import type { OpenRequest, RequestEnd, RequestWatcher } from "../core/telemetry.js";

/** What is known of a request while it is answered. */
interface Observed {
  readonly id: string;
  readonly open: OpenRequest;
  protocol: string;
  operation: string;
  jobId?: string;
  faults?: readonly string[];
}

export interface Observation {
  /** Its name in the log. */
  idOf(request: FastifyRequest): string | undefined;
  /** Who answers it, and what it asks for where that is known before it is read. */
  is(request: FastifyRequest, protocol: string, operation?: string): void;
  asks(request: FastifyRequest, operation: Operation): void;
  gets(request: FastifyRequest, outcome: Outcome): void;
  fails(request: FastifyRequest, error: ServiceError): void;
  /** Runs work that belongs to the request. */
  within<T>(request: FastifyRequest, work: () => T): T;
}

/** The status in the log where the client did not wait for one; a custom of other servers. */
const leftStatus = 499;

/** Begins to tell `watcher` of all requests; absent: nobody is told. */
export function observeRequests(app: FastifyInstance, watcher: RequestWatcher | undefined): Observation {
  const all = new WeakMap<FastifyRequest, Observed>();
  app.addHook("onRequest", async (request, reply) => {
    if (watcher === undefined) return;
    const id = randomBytes(8).toString("hex");
    const beganMs = performance.now();
    const observed: Observed = {
      ...{ id, protocol: "none", operation: "none" },
      open: watcher.begin({ id, method: request.method, headers: request.raw.headers }),
    };
    all.set(request, observed);
    reply.header("x-request-id", id);
    reply.raw.once("close", () => {
      const isWhole = reply.raw.writableFinished;
      observed.open.end(ended(observed, isWhole ? reply.raw.statusCode : leftStatus, performance.now() - beganMs, isWhole));
    });
  });
  return {
    idOf: (request) => all.get(request)?.id,
    is(request, protocol, operation) {
      const observed = all.get(request);
      if (observed === undefined) return;
      observed.protocol = protocol;
      if (operation !== undefined) observed.operation = operation;
    },
    asks(request, operation) {
      const observed = all.get(request);
      if (observed === undefined) return;
      observed.operation = operation.kind;
      if ("jobId" in operation) observed.jobId = operation.jobId;
    },
    gets(request, outcome) {
      const observed = all.get(request);
      if (observed !== undefined && "job" in outcome) observed.jobId = outcome.job.id;
    },
    fails(request, { faults }) {
      const observed = all.get(request);
      if (observed !== undefined)
        observed.faults = faults.map(({ code, locator }) => (locator === undefined ? code : `${code} ${locator.slice(0, 100)}`));
    },
    within: (request, work) => all.get(request)?.open.within(work) ?? work(),
  };
}

function ended({ protocol, operation, jobId, faults }: Observed, status: number, ms: number, isWhole: boolean): RequestEnd {
  return {
    ...{ protocol, operation, status, ms },
    ...(jobId === undefined ? {} : { jobId: jobId.slice(0, 100) }),
    ...(faults === undefined ? {} : { faults }),
    ...(isWhole ? {} : { hasLeft: true }),
  };
}
