// `terrarium doctor`: what this host can enforce and what not, and which processes can be published, in plain lines.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../config/config.js";
import { deploy } from "../processes/deploy.js";
import { makeToolchain } from "../processes/toolchain.js";
import { makeEgress, networkNotes } from "./egress.js";
import { type EngineInUse, startEngine } from "./engine.js";
import { makeFolders } from "./folders.js";
import { hints, hostLine, readSigns, reasonFor } from "./host-signs.js";
import { plain } from "./plain.js";
import { root } from "./serve.js";
import { findSources } from "./sources.js";

/** What it comes to: something that is needed is missing on this host, or else a process cannot be published. */
export type Finding = "fine" | "lacking" | "hidden";

/** Looks at the host with a data directory of its own, so that it can run beside a server, and prints what there is. */
export async function doctor(config: Config): Promise<Finding> {
  const dataDir = mkdtempSync(join(tmpdir(), "terrarium-doctor-"));
  try {
    return await examine({ ...config, server: { ...config.server, dataDir } });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function examine(config: Config): Promise<Finding> {
  const folders = makeFolders(config.server.dataDir);
  const found = await findSources(config.processes.entries);
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const shown = [...found.folders, join(root, "node_modules"), join(root, "packages"), join(root, "python")];
  const signs = readSigns();
  console.log(`host      ${hostLine(signs)}`);
  const { engine, health, running, choices, close } = await startEngine({
    // What is missing is said below instead of ending here.
    config: { ...config, isolation: { ...config.isolation, require: [] } },
    dataDir: folders.data,
    owner,
    folders: shown,
    warn: (message) => console.log(`note      ${message}`),
    egress: makeEgress(config, { info: () => {}, warn: () => {} }),
  });
  try {
    console.log(`engine    ${engine.name} ${health.version ?? ""}, started ${owner.uid === 0 ? "by root" : "without root"}`);
    for (const feature of health.enforced) console.log(`enforced  ${feature}`);
    for (const feature of health.notEnforced) {
      const reason = reasonFor(feature, signs);
      console.log(`MISSING   ${feature}${reason === undefined ? "" : `: ${reason}`}`);
    }
    for (const hint of hints(signs)) console.log(`note      ${hint}`);
    for (const name of running.keys())
      if (!choices.policyEngines.has(name))
        console.log(`note      ${name} cannot hold a network policy: it publishes no process that is granted egress`);
    for (const line of otherEngines(running, choices)) console.log(line);
    const required = config.isolation.require.filter((feature) => !health.enforced.includes(feature));
    for (const feature of required) console.log(`REQUIRED  ${feature}: isolation.require demands it, so the server will not start`);
    const toolchain = await makeToolchain({
      runtimeDir: folders.runtime,
      root,
      node: process.execPath,
      typescript: config.processes.typescript,
    });
    const parts = {
      engine,
      toolchain,
      runtimeDir: folders.runtime,
      bundlesDir: folders.bundles,
      limits: config.limits.job,
      overrides: config.processes.overrides,
      engines: choices,
    };
    const catalogue = await deploy(parts, found.sources);
    for (const { description } of catalogue.list()) console.log(`process   ${plain(`${description.id} ${description.version}`)}`);
    const hidden = [...found.hidden, ...catalogue.hidden];
    for (const { file, reason } of hidden) console.log(`HIDDEN    ${plain(`${file}: ${reason}`)}`);
    for (const note of networkNotes(catalogue)) console.log(`note      ${plain(note)}`);
    for (const id of catalogue.unmatched)
      console.log(`UNUSED    [processes.override.${plain(id)}] is for no process that is published here`);
    if (required.length + choices.unusable.size > 0) return "lacking";
    return hidden.length > 0 ? "hidden" : "fine";
  } finally {
    await close();
  }
}

/** Engines that some processes have instead of the default one. */
function otherEngines(running: EngineInUse["running"], { preset, unusable }: EngineInUse["choices"]): string[] {
  const others = [...running].filter(([name]) => name !== preset);
  return [
    ...others.map(
      ([
        name,
        {
          title,
          health: { version = "", notEnforced },
        },
      ]) => {
        const lacking = notEnforced.length === 0 ? "" : `; does not enforce ${notEnforced.join(", ")}`;
        return `engine    ${name}: ${title} ${version}, for processes that are meant for it${lacking}`;
      },
    ),
    ...[...unusable].map(([name, reason]) => `UNUSABLE  ${name}: ${reason}`),
  ];
}
