// Having a request checked by the server that would execute it, without an execution. An extension of Terrarium.
import { type AskParts, askObject } from "./ask.js";
import type { ExecuteOptions } from "./contract.js";
import { objects } from "./documents.js";
import { pathOf } from "./execute.js";
import type { Input, Json, Validation } from "./types.js";

export async function validate(
  parts: AskParts,
  processId: string,
  inputs: Readonly<Record<string, Input>>,
  { outputs, mode, signal }: Pick<ExecuteOptions, "outputs" | "mode" | "signal">,
): Promise<Validation> {
  const body = { inputs, ...(outputs === undefined ? {} : { outputs }), response: "document" } as Json;
  const headers = mode === "async" ? { prefer: "respond-async" } : {};
  const said = (await askObject(parts, `${pathOf("processes", processId)}/validation`, { method: "POST", headers, body, signal })).body;
  const errors = objects(said["errors"]).map(({ code, detail, pointer }) => ({
    ...{ code: String(code ?? ""), detail: String(detail ?? "") },
    ...(typeof pointer === "string" ? { pointer } : {}),
  }));
  return { isValid: said["valid"] === true, errors };
}
