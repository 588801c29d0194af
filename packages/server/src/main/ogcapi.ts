// The addresses of OGC API - Processes with the settings of the administrator, and what subscribers of jobs are told by it.
import { randomBytes } from "node:crypto";
import type { Config } from "../config/config.js";
import type { Open } from "../core/message.js";
import type { Protocol, Service } from "../core/operation.js";
import type { Links } from "../core/service.js";
import type { Endpoint } from "../http/server.js";
import type { UiModules } from "../http/ui.js";
import { makeOgcApi, type OgcApi } from "../protocols/ogcapi/ogcapi.js";
import type { SignInWays } from "../protocols/ogcapi/openapi-security.js";
import { cookieName } from "./callers.js";
import type { Subscribers } from "./subscribers.js";

export interface OgcApiWiring {
  readonly config: Pick<Config, "service" | "server" | "access">;
  readonly links: Links;
  /** Names of the sample data. */
  readonly samples: readonly string[];
  readonly ui: UiModules | undefined;
  readonly service: Service;
  readonly open: Open;
  readonly subscribers: Subscribers;
}

export interface WiredOgcApi {
  readonly endpoints: readonly Endpoint[];
  readonly signIn: OgcApi["signIn"];
}

function waysOf({ anonymous, oidc }: Config["access"], base: string): SignInWays {
  return { anonymous, cookie: cookieName(base), ...(oidc === undefined ? {} : { issuer: oidc.issuer }) };
}

/** Call it before the first job: from then on subscribers are told. */
export function wireOgcApi({ config, links, samples, ui, service, open, subscribers }: OgcApiWiring): WiredOgcApi {
  const ogcapi = makeOgcApi({
    service: config.service,
    links,
    listsJobs: config.server.listExecutions,
    boundary: () => randomBytes(16).toString("hex"),
    callbackKey: subscribers.publicKey,
    ways: waysOf(config.access, links.base),
    pages: { samples, now: Date.now, ui },
  });
  subscribers.tell(async (job) => {
    const outcome = await service.perform({ kind: "status", jobId: job.id }, { owner: job.owner });
    return outcome.kind === "job" ? ogcapi.notice(job, outcome.process, open) : undefined;
  });
  // What a protocol's decode remembers goes back into the same protocol's encode, and nowhere else.
  const endpoints = ogcapi.routes.map((path) => ({ path, protocol: ogcapi as Protocol<unknown> }));
  return { endpoints, signIn: ogcapi.signIn };
}
