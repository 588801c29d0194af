// What the server tells of a job's outputs: what each is by the job's record, how it is called by the description of the process.
import type { Job, JsonObject } from "@terrarium/client";
import type { App } from "../ui/app-type.js";
import type { ResultOutput } from "./output-type.js";

function addressOf(app: Pick<App, "root">, jobId: string, rest: string): string {
  return new URL(`outputs/${encodeURIComponent(jobId)}${rest}`, app.root).href;
}

/** Of all files of the job in one archive. */
export function zipHrefOf(app: Pick<App, "root">, jobId: string): string {
  return addressOf(app, jobId, ".zip");
}

function readOutput(app: App, jobId: string, raw: JsonObject, title: string): ResultOutput | undefined {
  const [id, uom] = [String(raw["id"]), raw["uom"]];
  switch (raw["kind"]) {
    case "literal":
      return { kind: "literal", id, title, value: String(raw["value"]), ...(typeof uom === "string" ? { uom } : {}) };
    case "bbox":
      return { kind: "bbox", id, title, bbox: (raw["bbox"] as readonly number[]).map(Number), crs: String(raw["crs"]) };
    case "file": {
      const [mediaType, sha256] = [String(raw["mediaType"]), String(raw["sha256"])];
      return {
        kind: "file",
        id,
        title,
        href: addressOf(app, jobId, `/${encodeURIComponent(id)}`),
        mediaType,
        sha256,
        byteLength: Number(raw["byteLength"]),
      };
    }
    default:
      return undefined;
  }
}

/** Of a job that has ended well; none before. Throws ProblemError. */
export async function loadOutputs(app: App, job: Pick<Job, "id" | "processId">): Promise<readonly ResultOutput[]> {
  const [record, process] = await Promise.all([
    app.client.open(addressOf(app, job.id, ".json")).then((answer) => answer.json() as Promise<JsonObject>),
    // A process may be gone that left its results.
    job.processId === undefined ? undefined : app.client.describe(job.processId).catch(() => undefined),
  ]);
  const titles = new Map(process?.outputs.map(({ id, title }) => [id, title]));
  const outputs = Array.isArray(record["outputs"]) ? (record["outputs"] as readonly JsonObject[]) : [];
  return outputs.flatMap((raw) => readOutput(app, job.id, raw, titles.get(String(raw["id"])) ?? String(raw["id"])) ?? []);
}
