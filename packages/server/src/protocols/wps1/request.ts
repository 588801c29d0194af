// What a WPS 1.0.0 request says, whichever way it came, and the rules that need no process description: service, version, language,
// negotiation, booleans, response form. Reading KVP and XML is decode-kvp.ts and decode-xml.ts.
import type { Fault } from "../../core/errors.js";
import type { Execute, ExecuteInput, OutputRequest } from "../../core/execute.js";
import { findLanguage } from "../../core/language.js";
import { throwMisread } from "../../core/misread.js";
import type { Call } from "../../core/operation.js";
import { say } from "../../core/sentence.js";
import { type CapabilitiesRequest as Accepted, type CapabilitiesForm, interpretCapabilities } from "../ows/capabilities-request.js";
import { checkService, invalid, missing, quote } from "../ows/faults.js";
import { throwFaults, unreadInputs } from "../ows/kvp.js";
import { type ExecutionForm, type ExecutionParameters, executionOperations, interpretExecutionRequest } from "./executions.js";

/** The version that this room speaks. */
export const version = "1.0.0";

/** The parts of a Capabilities document that can be asked for. */
export const sections = ["ServiceIdentification", "ServiceProvider", "OperationsMetadata", "ProcessOfferings", "Languages"] as const;
export type Section = (typeof sections)[number];

/** How the answer is to look. `sections` absent: all of them. */
export type Wps1Form = {
  /** The namespace of the SOAP envelope that the request came in, and the answer goes out in. */
  readonly envelope?: string;
} & (
  | ({ readonly kind: "capabilities"; readonly language: string } & CapabilitiesForm<Section>)
  | { readonly kind: "describe"; readonly language: string }
  | { readonly kind: "execute"; readonly language: string }
  | ExecutionForm
);

export interface Settings {
  /** BCP 47 tags that the service answers in, the default first. */
  readonly languages: readonly [string, ...string[]];
  /** status=true needs storeExecuteResponse=true, as the schema says; some clients send it alone. */
  readonly strictStatus: boolean;
  /** Is GetExecutions offered. */
  readonly listsExecutions: boolean;
}

interface Base {
  readonly service?: string | undefined;
  readonly language?: string | undefined;
  readonly version?: string | undefined;
}
export interface CapabilitiesRequest extends Base, Accepted {
  readonly kind: "capabilities";
  readonly version?: string | undefined;
}
export interface DescribeRequest extends Base {
  readonly kind: "describe";
  readonly identifiers: readonly string[];
}
export interface ExecuteRequest extends Base {
  readonly kind: "execute";
  readonly identifier?: string | undefined;
  readonly inputs: readonly ExecuteInput[];
  /** undefined: the response form is absent. */
  readonly documentOutputs?: readonly OutputRequest[] | undefined;
  readonly rawOutputs?: readonly OutputRequest[] | undefined;
  readonly store?: string | undefined;
  readonly status?: string | undefined;
  readonly lineage?: string | undefined;
}
export interface ExecutionRequest extends Base, ExecutionParameters {
  readonly kind: "execution";
}
export type Request = CapabilitiesRequest | DescribeRequest | ExecuteRequest | ExecutionRequest;

/** The names of all operations. */
export function operationsOf({ listsExecutions }: Pick<Settings, "listsExecutions">): string[] {
  const executions = executionOperations.filter((name) => name !== "GetExecutions" || listsExecutions);
  return ["GetCapabilities", "DescribeProcess", "Execute", ...executions];
}

const switchedOff: Fault = {
  code: "unsupported",
  message: "This server does not list executions: it has no user accounts, and would show everybody the jobs of all.",
  locator: "GetExecutions",
};

/** An operation that there is none of. */
export function notOffered(name: string): Fault {
  const operations = operationsOf({ listsExecutions: true }).join(", ");
  return {
    code: "unsupported",
    ...say("The operation {name} is not offered. Operations: {operations}.", { name: quote(name), operations }),
    locator: name.slice(0, 100),
  };
}

/** The operation that is asked for. `found` are faults that reading has met; all are thrown together. */
export function interpret(request: Request, found: readonly Fault[], settings: Settings): Call<Wps1Form> {
  const faults: Fault[] = [];
  checkService(request.service, faults);
  if (request.kind !== "capabilities") checkVersion(request.version, faults);
  const language = checkLanguage(request.language, settings, faults);
  switch (request.kind) {
    case "capabilities": {
      const form = interpretCapabilities(request, { version, sections, aliases: { contents: "ProcessOfferings" } }, faults);
      throwFaults([...faults, ...found]);
      return { operation: { kind: "list-processes" }, form: { kind: "capabilities", language, ...form } };
    }
    case "describe":
      if (request.identifiers.length === 0) faults.push(missing("identifier"));
      throwFaults([...faults, ...found]);
      return {
        operation: {
          kind: "describe",
          processIds: request.identifiers.some((id) => id.toLowerCase() === "all") ? "all" : request.identifiers,
        },
        form: { kind: "describe", language },
      };
    case "execute": {
      if (!request.identifier && !found.some((each) => each.locator === "identifier")) faults.push(missing("identifier"));
      const execute = interpretExecute(request, settings, [...faults, ...found]);
      return { operation: { kind: "execute", execute }, form: { kind: "execute", language } };
    }
    case "execution": {
      const call = interpretExecutionRequest(request, language, faults, Boolean(request.language));
      if (request.name === "GetExecutions" && !settings.listsExecutions) faults.unshift(switchedOff);
      throwFaults([...faults, ...found]);
      return call;
    }
  }
}

function checkVersion(asked: string | undefined, faults: Fault[]): void {
  if (!asked) faults.push(missing("version"));
  else if (asked !== version)
    faults.push(
      invalid("version", say("The version {asked} is not spoken here. Use version={version}.", { asked: quote(asked), version })),
    );
}

function checkLanguage(asked: string | undefined, settings: Settings, faults: Fault[]): string {
  if (!asked) return settings.languages[0];
  const language = findLanguage(asked, settings.languages);
  if (language !== undefined) return language;
  faults.push(
    invalid(
      "language",
      say("The language {asked} is not offered. Offered: {offered}.", { asked: quote(asked), offered: settings.languages.join(", ") }),
    ),
  );
  return settings.languages[0];
}

function readBoolean(name: string, text: string | undefined, faults: Fault[]): boolean {
  const lower = text?.trim().toLowerCase() ?? "";
  if (lower === "" || lower === "false" || lower === "0") return false;
  if (lower !== "true" && lower !== "1")
    faults.push(invalid(name, say("The parameter {name} is true or false, not {text}.", { name, text: quote(text ?? "") })));
  return true;
}

/** asReference as an output's transmission. */
export function readTransmission(text: string | undefined, faults: Fault[]): OutputRequest["transmission"] {
  return readBoolean("asreference", text, faults) ? "reference" : "value";
}

function interpretExecute(request: ExecuteRequest, settings: Settings, faults: Fault[]): Execute {
  const { documentOutputs, rawOutputs, identifier = "" } = request;
  const store = readBoolean("storeexecuteresponse", request.store, faults);
  let status = readBoolean("status", request.status, faults);
  const lineage = readBoolean("lineage", request.lineage, faults);
  if (rawOutputs !== undefined) checkRaw(rawOutputs, documentOutputs !== undefined, store, faults);
  if (status && !store) {
    // OGC 05-007r7 table 50: "the service shall raise an exception".
    if (settings.strictStatus)
      faults.push(invalid("status", "status=true needs storeExecuteResponse=true, so that there is a document to update."));
    status = false;
  }
  const language = request.language;
  const execute: Execute = {
    processId: identifier,
    inputs: request.inputs,
    outputs: rawOutputs?.map((output) => ({ ...output, transmission: "value" as const })) ?? documentOutputs ?? [],
    mode: store ? "async" : "sync",
    response: rawOutputs === undefined ? "document" : "raw",
    store,
    status,
    lineage,
    ...(language ? { language } : {}),
  };
  throwMisread(faults, execute, unreadInputs(faults));
  return execute;
}

function checkRaw(outputs: readonly OutputRequest[], isBoth: boolean, store: boolean, faults: Fault[]): void {
  if (isBoth) faults.push(invalid("rawdataoutput", "Ask for a ResponseDocument or for a RawDataOutput, not for both."));
  if (outputs.length !== 1)
    faults.push(invalid("rawdataoutput", say("A RawDataOutput is exactly one output; {count} are asked for.", { count: outputs.length })));
  if (store)
    faults.push(
      invalid("storeexecuteresponse", "A RawDataOutput cannot be stored. Ask for a ResponseDocument with the output as reference."),
    );
}
