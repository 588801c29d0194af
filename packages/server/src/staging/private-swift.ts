// For tests: an S3 service of the test's own on loopback, OpenStack Swift with its S3 interface as Debian packages it (swift-proxy, swift-account,
// swift-container, swift-object). It checks signatures, and knows multipart uploads, ranges and signed addresses. Not part of the product.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../spawner/command.js";

export interface PrivateSwift {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  stop(): Promise<void>;
}

const servers = ["account", "container", "object"] as const;

/** Is it installed. */
export const hasSwift = ["proxy", ...servers].every((name) => existsSync(`/usr/bin/swift-${name}-server`));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const common = (folder: string, port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = root
swift_dir = ${folder}
devices = ${join(folder, "devices")}
mount_check = false
log_address = ${join(folder, "no-log")}
`;

const filters: Readonly<Record<string, string>> = {
  catch_errors: "",
  gatekeeper: "",
  // Nothing listens there: Swift does without.
  memcache: "memcache_servers = 127.0.0.1:1",
  listing_formats: "",
  bulk: "",
  s3api: "location = us-east-1\nauth_pipeline_check = false",
  tempauth: "user_test_tester = testing .admin",
  slo: "",
  dlo: "",
};

function proxyConfig(folder: string, port: number): string {
  const sections = Object.entries(filters).map(([name, more]) => `[filter:${name}]\nuse = egg:swift#${name}\n${more}\n`);
  const app = "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n";
  return `${common(folder, port)}[pipeline:main]\npipeline = ${Object.keys(filters).join(" ")} proxy-server\n${app}${sections.join("")}`;
}

async function makeRing(folder: string, name: string, port: number): Promise<void> {
  const builder = join(folder, `${name}.builder`);
  await runCommand("swift-ring-builder", [builder, "create", "3", "1", "0"]);
  await runCommand("swift-ring-builder", [builder, "add", `r1z1-127.0.0.1:${port}/sda`, "1"]);
  await runCommand("swift-ring-builder", [builder, "rebalance"]);
}

async function answers(url: string, children: readonly ChildProcess[]): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const isThere = await fetch(url).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (isThere) return;
    if (performance.now() > deadline || children.some(({ exitCode }) => exitCode !== null)) throw new Error("Swift did not start.");
    // Its servers tell nobody that they listen.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts it, empty; the caller stops it. */
export async function startSwift(): Promise<PrivateSwift> {
  const folder = await mkdtemp(join(tmpdir(), "terrarium-swift-"));
  await mkdir(join(folder, "devices", "sda"), { recursive: true });
  const hash = "[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n";
  await writeFile(join(folder, "swift.conf"), `${hash}[storage-policy:0]\nname = default\ndefault = yes\n`);
  const ports = new Map<string, number>();
  for (const name of [...servers, "proxy"]) ports.set(name, await freePort());
  const portOf = (name: string): number => ports.get(name) ?? 0;
  for (const name of servers) {
    await makeRing(folder, name, portOf(name));
    const cache = `recon_cache_path = ${folder}\n`;
    const app = `[pipeline:main]\npipeline = ${name}-server\n[app:${name}-server]\nuse = egg:swift#${name}\n`;
    await writeFile(join(folder, `${name}.conf`), `${common(folder, portOf(name))}${cache}${app}`);
  }
  await writeFile(join(folder, "proxy.conf"), proxyConfig(folder, portOf("proxy")));
  // A test run that is killed takes them along.
  const children = [...servers, "proxy"].map((name) =>
    spawn("setpriv", ["--pdeathsig", "KILL", `swift-${name}-server`, join(folder, `${name}.conf`)], { stdio: "ignore" }),
  );
  const endpoint = `http://127.0.0.1:${portOf("proxy")}`;
  const stop = async (): Promise<void> => {
    await Promise.all(
      children.map(
        (child) =>
          new Promise((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
            child.once("close", resolve);
            child.kill("SIGKILL");
          }),
      ),
    );
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(`${endpoint}/`, children);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, accessKey: "test:tester", secretKey: "testing", stop };
}
