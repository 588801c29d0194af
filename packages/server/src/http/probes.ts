// What machines ask of the server itself: is it alive, is it ready, and its metrics. Whether it is is said by others; here is who may read it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** One condition of being ready. */
export interface Check {
  readonly name: string;
  /** Absent: it is met. A plain sentence without secrets, paths or addresses. */
  readonly problem?: string;
}

export interface Probes {
  ready(): Promise<readonly Check[]>;
  /** Absent: there are none here. */
  readonly metrics?: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** May this address read metrics and reasons? Whether the server is alive and ready everybody may know. */
  mayRead(address: string): boolean;
}

/** A request that a proxy passed on: its address is the proxy's, and says nothing of who reads the answer. */
function isPassedOn({ headers }: FastifyRequest): boolean {
  return ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => headers[name] !== undefined);
}

/** Puts /health, /health/live, /health/ready and /metrics on the listener. `seen` is told what each request was for. */
export function addProbes(app: FastifyInstance, probes: Probes, seen: (request: FastifyRequest, what: string) => void): void {
  const mayRead = (request: FastifyRequest): boolean => !isPassedOn(request) && probes.mayRead(request.ip);
  const tell = (reply: FastifyReply, status: number, document: unknown): FastifyReply =>
    reply
      .code(status)
      .header("content-type", "application/json; charset=utf-8")
      .send(`${JSON.stringify(document)}\n`);
  app.get("/health/live", (request, reply) => {
    seen(request, "live");
    // That it is answered at all is what was asked.
    return tell(reply, 200, { status: "live" });
  });
  const ready = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    seen(request, "ready");
    const checks = await probes.ready();
    const isReady = checks.every(({ problem }) => problem === undefined);
    const told = { status: isReady ? "ready" : "not ready", ...(mayRead(request) ? { checks } : {}) };
    if (!isReady) reply.header("retry-after", "10");
    return tell(reply, isReady ? 200 : 503, told);
  };
  app.get("/health", ready);
  app.get("/health/ready", ready);
  app.get("/metrics", async (request, reply) => {
    seen(request, "metrics");
    if (probes.metrics === undefined)
      return tell(reply, 404, { detail: "This server tells no metrics; see [metrics] in its configuration." });
    if (!mayRead(request)) return tell(reply, 403, { detail: "The metrics are not for this address; see [metrics] in the configuration." });
    const { contentType, text } = await probes.metrics();
    return reply.header("content-type", contentType).send(text);
  });
}
