import { expect, it } from "vitest";
import type { Job } from "../core/job.js";
import { makeOwn } from "./own-address.js";

const id = "a".repeat(26);
const job = { id, owner: "ada", results: [{ id: "sum", kind: "literal", value: 42 }] } as unknown as Job;
const own = makeOwn({
  bases: ["http://localhost:5000"],
  samples: { names: [], path: () => undefined, mediaType: () => "" },
  jobs: { get: async (asked) => (asked === id ? job : undefined) },
});
const at = (path: string, owner?: string) => own(new URL(`http://localhost:5000${path}`), owner);

it("a stored output is read for a job of its owner, and refused to others as one that is not there", async () => {
  for (const path of [`/outputs/${id}/sum`, `/jobs/${id}/results/sum`]) {
    expect(await at(path, "ada")).toEqual({ text: "42" });
    expect(await at(path)).toEqual({ text: "42" });
    expect(await at(path, "bob")).toBe("refused");
    expect(await at(path.replace(id, "b".repeat(26)), "ada")).toBe("refused");
  }
});
