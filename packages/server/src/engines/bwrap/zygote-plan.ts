// From what a process may have imported ahead to the plan of its zygote: which parent, what it sees, how it is started. Pure.
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { Bundle, Mount } from "../../core/engine.js";
import type { Word, ZygotePlan } from "../../core/spawner.js";
import { environmentOf } from "../sealed/view.js";
import { type Masks, zygoteView } from "./arguments.js";

/** Where on the host an inside path is. */
function onHost(word: string, mounts: readonly Mount[]): Word {
  const mount = mounts.find(({ target }) => word === target || word.startsWith(`${target}/`));
  return mount ? { host: `${mount.source}${word.slice(mount.target.length)}` } : word;
}

/** undefined: this process is not to be forked, or its command does not begin as its zygote's does. `filter` is base64. */
function zygotePlanOf(bundle: Bundle, filter: string, masks: Masks | undefined): ZygotePlan | undefined {
  const { preload, command } = bundle.process;
  if (preload === undefined) return undefined;
  const begin = preload.command.slice(0, -1);
  const isInterpreter = begin.length > 0 && begin.every((word, index) => word === command[index]);
  if (!isInterpreter || command[begin.length] === undefined) return undefined;
  // What changes how a program starts is meant for the inside, and a zygote starts on the host.
  if (Object.keys(bundle.process.environment).some((name) => /^(LD_|PYTHON|GLIBC_|MALLOC_)/.test(name))) return undefined;
  const plan = {
    command: preload.command.map((word) => onHost(word, preload.mounts)),
    view: zygoteView(bundle, preload.mounts, masks),
    // What libraries read of it while they are imported is what they would read in a job.
    environment: { ...environmentOf(bundle), PWD: "/job/work" },
    modules: preload.modules,
    home: dirname(preload.command.at(-1) ?? ""),
  };
  const key = createHash("sha256")
    .update(JSON.stringify([preload.key, plan, filter]))
    .digest("hex")
    .slice(0, 16);
  return { key, ...plan };
}

/** Plans of zygotes, each made once for all bundles of a process. `filter` is base64; the plan is undefined for what is not to be forked. */
export function makeZygotePlans(filter: string): (bundle: Bundle, masks: Masks | undefined) => ZygotePlan | undefined {
  const made = new WeakMap<Bundle["process"], { readonly masks: Masks | undefined; readonly plan: ZygotePlan | undefined }>();
  return (bundle, masks) => {
    const known = made.get(bundle.process);
    if (known !== undefined && known.masks === masks) return known.plan;
    const plan = zygotePlanOf(bundle, filter, masks);
    made.set(bundle.process, { masks, plan });
    return plan;
  };
}
