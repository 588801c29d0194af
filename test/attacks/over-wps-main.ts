// `npm run attacks -- --url URL`: puts any WPS server that offers the hostile process to the part of the suite that a client sees.
// `--terrarium ROOT` and `--pywps FOLDER` start a server for it. Prints a table, or with `--json` the findings.
import { join } from "node:path";
import { startServer } from "../e2e/server.js";
import { attackUrl, tableOf } from "./over-wps.js";
import { startPywps } from "./pywps.js";

interface Asked {
  readonly url: string;
  readonly stop: () => Promise<unknown>;
}

async function startTerrarium(): Promise<Asked> {
  const paths = JSON.stringify([join(value, "test", "fixtures", "hostile", "hostile.process.py")]);
  const server = await startServer({ config: `[processes]\npaths = ${paths}\n` });
  return { url: `${server.url}/wps`, stop: server.stop };
}

async function asked(): Promise<Asked | undefined> {
  if (what === "--pywps") return startPywps(value);
  return what === "--terrarium" ? startTerrarium() : { url: value, stop: async () => {} };
}

const [what = "", value = "", format = ""] = process.argv.slice(2);
const server = await asked();
if (server === undefined) {
  console.error("PyWPS is not installed. Type: apt-get install python3-pywps gunicorn");
  process.exitCode = 1;
} else {
  try {
    const findings = await attackUrl(server.url);
    console.log(format === "--json" ? JSON.stringify(findings) : tableOf(findings));
  } catch (error) {
    const { message, cause } = error as Error;
    console.error(`${server.url} could not be tried: ${cause instanceof Error ? cause.message : message}`);
    process.exitCode = 1;
  } finally {
    await server.stop();
  }
}
