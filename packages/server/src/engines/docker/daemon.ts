// What daemon answers on the socket, and what it can do: from its own words, once.
import type { Client } from "./client.js";
import type { Daemon } from "./container.js";

interface Version {
  readonly Version?: string;
  readonly Components?: readonly { readonly Name?: string; readonly Version?: string }[];
}

interface Facts {
  readonly Driver?: string;
  readonly CgroupDriver?: string;
  readonly CgroupVersion?: string;
  readonly SecurityOptions?: readonly string[];
  readonly MemoryLimit?: boolean;
  readonly CpuCfsQuota?: boolean;
  readonly PidsLimit?: boolean;
}

/** Throws engine-failed if nobody answers. */
export async function askDaemon(client: Client): Promise<Daemon> {
  const version = (await client.expect({ method: "GET", path: "/version" }, 200)) as Version;
  const facts = (await client.expect({ method: "GET", path: "/info" }, 200)) as Facts;
  const podman = version.Components?.find(({ Name }) => Name === "Podman Engine");
  const options = facts.SecurityOptions ?? [];
  const isRootless = options.some((option) => option.startsWith("name=rootless"));
  const cgroupVersion = facts.CgroupVersion ?? "1";
  const cgroupDriver = facts.CgroupDriver ?? "none";
  // Podman says of the kernel what its rootless containers on cgroup v1 then do without.
  const mayLimit = cgroupDriver !== "none" && !(isRootless && cgroupVersion === "1");
  return {
    kind: podman === undefined ? "docker" : "podman",
    version: podman?.Version ?? version.Version ?? "",
    storage: facts.Driver ?? "",
    ...{ cgroupDriver, cgroupVersion, isRootless },
    isRemapped: options.some((option) => option.startsWith("name=userns")),
    limits: {
      memory: mayLimit && facts.MemoryLimit === true,
      cpu: mayLimit && facts.CpuCfsQuota === true,
      pids: mayLimit && facts.PidsLimit === true,
    },
  };
}
