// The loop of an author, as one types it: from `terrarium create` to the first result by `terrarium run`, and from saving a file to the new description
// that `terrarium dev` offers. For each way of writing a process. About a minute. Usage: node bench/loop.mjs [ROUNDS]
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const rounds = Number(process.argv[2] ?? 5);
const terrarium = join(fileURLToPath(new URL("..", import.meta.url)), "packages", "server", "dist", "commands", "cli.js");
const languages = ["ts", "python", "command"];

/** @param {readonly string[]} args @param {string} cwd @returns {Promise<string>} what it printed */
function call(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [terrarium, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    child.on("close", (code) =>
      code === 0 ? resolve(said) : reject(new Error(`terrarium ${args.join(" ")} ended with ${code}: ${said}`)),
    );
  });
}

/** A running `terrarium dev`, and waiting for what it says. @param {string} cwd */
function develop(cwd) {
  const child = spawn(process.execPath, [terrarium, "dev", "--port", "0"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let look = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
      look();
    });
  return {
    /** @param {RegExp} words @returns {Promise<string>} resolves when they are said after now */
    hears(words) {
      const from = said.length;
      return new Promise((resolve, reject) => {
        look = () => words.test(said.slice(from)) && resolve(said);
        child.once("close", () => reject(new Error(`terrarium dev ended: ${said}`)));
        look();
      });
    },
    async end() {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGINT");
      await closed;
    },
  };
}

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rows = [];
for (const language of languages) {
  /** @type {Record<"created" | "first" | "offered" | "saved", number[]>} */
  const times = { created: [], first: [], offered: [], saved: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), "terrarium-loop-"));
    // As the folder of somebody at work is: sandboxes have accounts of their own.
    chmodSync(folder, 0o755);
    try {
      const beganMs = performance.now();
      await call(["create", "tried", "--lang", language], folder);
      const createdMs = performance.now();
      // The examples that it was made with: described, sealed and run, and the results compared.
      await call(["test"], folder);
      const firstMs = performance.now();
      const dev = develop(folder);
      await dev.hears(/ is offered at /);
      const offeredMs = performance.now();
      const name =
        readdirSync(folder, { recursive: true })
          .map(String)
          .find((one) => /\.process\.(?:ts|py|toml)$/.test(one)) ?? "";
      const path = join(folder, name);
      const again = dev.hears(/ is offered at /);
      writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
      const savedMs = performance.now();
      await again;
      const describedMs = performance.now();
      await dev.end();
      // The first round fills the caches of the disk.
      if (round === 0) continue;
      times.created.push(createdMs - beganMs);
      times.first.push(firstMs - beganMs);
      times.offered.push(offeredMs - firstMs);
      times.saved.push(describedMs - savedMs);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  rows.push(
    `| ${language} | ${["created", "first", "offered", "saved"].map((name) => (median(times[name]) / 1000).toFixed(2)).join(" | ")} |`,
  );
  console.error(rows.at(-1));
}
console.log(`Medians of ${rounds} rounds, in seconds; each command is a program of its own that is started anew.`);
console.log(
  "\n| written in | `create` | `create` to the first result (`test`) | `dev` until it is offered | saving a file to its new description |\n|---|---|---|---|---|",
);
console.log(rows.join("\n"));
