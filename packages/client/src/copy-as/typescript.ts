// A request as a module of TypeScript that uses this client.
import type { Json } from "../types.js";
import { addressOf, type CopyRequest } from "./copy-request.js";
import { hasOutputs } from "./http.js";
import { literal, typescript } from "./quote.js";

export function typescriptModule(request: CopyRequest): string {
  const { process, inputs, outputs, mode = "sync", response = "document", needsToken } = request;
  const options = {
    ...{ mode },
    ...(hasOutputs(request) ? { outputs: outputs as Json } : {}),
    ...(response === "raw" ? { response } : {}),
  };
  const token = needsToken === true ? ', { token: process.env["TERRARIUM_TOKEN"] ?? "" }' : "";
  return [
    'import { makeClient } from "@terrarium/client";',
    "",
    `const client = makeClient(${typescript.string(addressOf(request))}${token});`,
    `const outputs = await client.run(${typescript.string(process.id)}, ${literal(inputs as Json, typescript)}, ${literal(options, typescript)});`,
    "console.log(outputs);",
  ].join("\n");
}
