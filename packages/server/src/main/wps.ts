// The addresses of WPS: one that negotiates between its versions, and one pinned to each of them.

import type { Config } from "../config/config.js";
import type { Protocol } from "../core/operation.js";
import type { Links, ServiceDescription } from "../core/service.js";
import type { Endpoint } from "../http/server.js";
import { negotiate } from "../protocols/ows/negotiate.js";
import { makeWps1, type Wps1 } from "../protocols/wps1/wps1.js";
import { makeWps2 } from "../protocols/wps2/wps2.js";

export interface Wps {
  readonly endpoints: readonly Endpoint[];
  /** The stored response document of WPS 1.0.0. */
  readonly encodeStatus: Wps1["encodeStatus"];
}

/** What the configuration says of it. */
export interface WpsSettings {
  readonly service: ServiceDescription;
  readonly limits: Pick<Config["limits"], "retentionMs" | "asyncWaitMs" | "autoWaitMs">;
  readonly server: Pick<Config["server"], "listExecutions">;
}

/** All versions of WPS, with the settings of the administrator. */
export function makeWps({ service, limits, server }: WpsSettings, links: Links): Wps {
  const { listExecutions: listsExecutions } = server;
  const one = (pinned: boolean) => makeWps1({ service, links, pinned, listsExecutions, ...(pinned ? {} : { otherVersions: ["2.0.0"] }) });
  const two = (pinned: boolean) =>
    makeWps2({
      ...{ service, links, pinned, now: Date.now },
      ...{ retentionMs: limits.retentionMs, asyncWaitMs: limits.asyncWaitMs, autoWaitMs: limits.autoWaitMs },
      ...(pinned ? {} : { otherVersions: ["1.0.0"] }),
    });
  const wps1 = one(false);
  // What a protocol's decode remembers goes back into the same protocol's encode, and nowhere else.
  const negotiating = negotiate<unknown>("wps", [
    {
      version: "2.0.0",
      namespace: "http://www.opengis.net/wps/2.0",
      only: ["getstatus", "getresult", "dismiss", "pause", "resume"],
      protocol: two(false) as Protocol<unknown>,
    },
    {
      version: "1.0.0",
      namespace: "http://www.opengis.net/wps/1.0.0",
      only: ["execute", "envelope", "getexecutionstatus", "getexecutionresult", "getexecutions"],
      protocol: wps1 as Protocol<unknown>,
    },
  ]);
  return {
    endpoints: [
      { path: "/wps", protocol: negotiating as Protocol<unknown> },
      { path: "/wps/1.0.0", protocol: one(true) as Protocol<unknown> },
      { path: "/wps/2.0.0", protocol: two(true) as Protocol<unknown> },
    ],
    encodeStatus: wps1.encodeStatus,
  };
}
