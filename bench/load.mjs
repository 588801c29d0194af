// Runs the load generator as a child with the machine otherwise left alone, and counts what each part of the server used meanwhile.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { machineCpuMs } from "./accounts.mjs";

const program = fileURLToPath(new URL("client.mjs", import.meta.url));

/** One run of client.mjs; `cpu` gives the counters of the server's parts, and the answer has what each used per request, in milliseconds. */
export async function load(order, cpu = () => ({})) {
  const before = cpu();
  const machine = machineCpuMs();
  const result = JSON.parse(await outputOf(order));
  const after = cpu();
  const per = (used) => used / Math.max(1, result.count);
  const parts = Object.fromEntries(Object.keys(before).map((part) => [part, per(after[part] - before[part])]));
  return { ...result, parts, machine: per(machineCpuMs() - machine - result.cpuMs) };
}

function outputOf(order) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
    child.once("error", reject).once("close", (code) => (code === 0 ? resolve(said) : reject(new Error("the load generator failed"))));
  });
}

/** Resolves when the counted CPU has stood still for a moment (sandboxes are made ahead, dead ones taken away), or after ten seconds. */
export async function settled(cpu) {
  const sum = () => Object.values(cpu()).reduce((all, part) => all + part, 0);
  let last = sum();
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = sum();
    quiet = now - last < 12 ? quiet + 1 : 0;
    last = now;
  }
}
