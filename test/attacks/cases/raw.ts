// What a runner says when nobody bounds it: the control for attacks on the channel.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonValue } from "@terrarium/sdk";
import type { Ground } from "../ground.js";

/** All lines that the runner of an attack writes on its channel. */
export async function rawLines(ground: Ground, name: string, told: JsonValue): Promise<string[]> {
  const job = await mkdtemp(join(ground.folder, "raw-"));
  for (const folder of ["in", "out", "work"]) await mkdir(join(job, folder));
  const inputs = [
    { id: "case", kind: "literal", value: name },
    { id: "told", kind: "literal", value: JSON.stringify(told) },
  ];
  await writeFile(
    join(job, "job.json"),
    JSON.stringify({ jobId: "raw", processId: "hostile", inputs, outputs: [{ id: "got" }], limits: {} }),
  );
  const words = ["-I", "-B", join(ground.runner, "runner.py"), join(ground.code, "hostile.process.py")];
  // The runner finds its package by the name of its folder.
  const child = spawn("/usr/bin/python3", words, { env: { TERRARIUM_JOB: job, PATH: "/usr/bin:/bin" }, stdio: ["pipe", "pipe", "ignore"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  child.stdin.end("start\n");
  await once(child, "close");
  await rm(job, { recursive: true, force: true });
  return text.split("\n");
}
