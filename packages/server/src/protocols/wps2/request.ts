// What a WPS 2.0 request says, whichever way it came, and the rules that need no process description: service, version, language,
// negotiation, mode, response. Reading KVP and XML is decode-kvp.ts and decode-xml.ts.
import type { Fault } from "../../core/errors.js";
import type { Execute, ExecuteInput, OutputRequest } from "../../core/execute.js";
import { chooseLanguage } from "../../core/language.js";
import { throwMisread } from "../../core/misread.js";
import type { Call, Operation } from "../../core/operation.js";
import { say } from "../../core/sentence.js";
import { type CapabilitiesRequest as Accepted, type CapabilitiesForm, interpretCapabilities } from "../ows/capabilities-request.js";
import { checkService, invalid, missing, quote } from "../ows/faults.js";
import { throwFaults, unreadInputs } from "../ows/kvp.js";

/** The version that this room speaks, as it stands on the wire; the standard is 2.0.2. */
export const version = "2.0.0";

/** The parts of a Capabilities document that can be asked for. */
export const sections = ["ServiceIdentification", "ServiceProvider", "OperationsMetadata", "Languages", "Contents"] as const;
export type Section = (typeof sections)[number];

/** Operations on a job, by their names on the wire; Pause and Resume are extensions of ours. */
export const jobOperations = {
  GetStatus: "status",
  GetResult: "results",
  Dismiss: "dismiss",
  Pause: "pause",
  Resume: "resume",
} as const satisfies Readonly<Record<string, Operation["kind"]>>;
export type JobOperation = (typeof jobOperations)[keyof typeof jobOperations];

/** How the answer is to look. */
export type Wps2Form = {
  readonly language: string;
  /** Absent: the language is nobody's wish; an answer about a job is in that of the job. */
  readonly isLanguageAsked?: true;
} & (
  | ({ readonly kind: "capabilities" } & CapabilitiesForm<Section>)
  | { readonly kind: "describe" }
  /** `isAuto`: the answer is the result if the job has ended by then. */
  | { readonly kind: "execute"; readonly isAuto: boolean }
  | { readonly kind: JobOperation }
);

export interface Settings {
  /** BCP 47 tags that the service answers in, the default first. */
  readonly languages: readonly [string, ...string[]];
  /** How long an asynchronous Execute waits for a job that is about to end, in milliseconds; 0: not at all. */
  readonly asyncWaitMs: number;
  /** The same for mode="auto". */
  readonly autoWaitMs: number;
}

interface Base {
  readonly service?: string | undefined;
  readonly version?: string | undefined;
  /** Preferred languages, the best first. */
  readonly languages: readonly string[];
}
export type Request = Base &
  (
    | ({ readonly kind: "capabilities" } & Accepted)
    | { readonly kind: "describe"; readonly identifiers: readonly string[] }
    | ExecuteRequest
    | { readonly kind: JobOperation; readonly jobId?: string | undefined }
  );
export interface ExecuteRequest {
  readonly kind: "execute";
  readonly identifier?: string | undefined;
  readonly inputs: readonly ExecuteInput[];
  readonly outputs: readonly OutputRequest[];
  readonly mode?: string | undefined;
  readonly response?: string | undefined;
}

/** The operation that is asked for. `found` are faults that reading has met; all are thrown together. */
export function interpret(request: Request, found: readonly Fault[], settings: Settings): Call<Wps2Form> {
  const faults: Fault[] = [];
  checkService(request.service, faults);
  if (request.kind !== "capabilities") checkVersion(request.version, faults);
  const language = languageOf(request, settings.languages, faults);
  const operation = operationOf({ request, found, settings, language }, faults);
  const form = formOf(request, language ?? settings.languages[0], faults);
  const all = [...faults, ...found];
  if (operation.kind === "execute") throwMisread(all, operation.execute, unreadInputs(all));
  throwFaults(all);
  return { operation, form: language === undefined || !("jobId" in request) ? form : { ...form, isLanguageAsked: true } };
}

function checkVersion(asked: string | undefined, faults: Fault[]): void {
  if (!asked) faults.push(missing("version"));
  else if (asked !== version)
    faults.push(
      invalid("version", say("The version {asked} is not spoken here. Use version={version}.", { asked: quote(asked), version })),
    );
}

/** What is preferred, if it is offered. A description is promised in the language asked for (OGC 14-065r2 clause 9.8.2). */
function languageOf({ kind, languages }: Request, offered: Settings["languages"], faults: Fault[]): string | undefined {
  const language = chooseLanguage(languages, offered);
  const [asked] = languages;
  if (language === undefined && asked !== undefined && kind === "describe")
    faults.push(
      invalid(
        "language",
        say("The language {asked} is not offered. Offered: {offered}.", { asked: quote(asked), offered: offered.join(", ") }),
      ),
    );
  return language;
}

interface Understood {
  readonly request: Request;
  readonly found: readonly Fault[];
  readonly settings: Settings;
  readonly language: string | undefined;
}

function operationOf({ request, found, settings, language }: Understood, faults: Fault[]): Operation {
  switch (request.kind) {
    case "capabilities":
      return { kind: "list-processes" };
    case "describe": {
      const { identifiers } = request;
      if (identifiers.length === 0) faults.push(missing("identifier"));
      return { kind: "describe", processIds: identifiers.some((id) => id.toLowerCase() === "all") ? "all" : identifiers };
    }
    case "execute":
      if (!request.identifier && !found.some((each) => each.locator === "identifier")) faults.push(missing("identifier"));
      return {
        kind: "execute",
        execute: { ...interpretExecute(request, settings, faults), ...(language === undefined ? {} : { language }) },
      };
    default:
      if (!request.jobId) faults.push(missing("jobid"));
      return { kind: request.kind, jobId: request.jobId ?? "" };
  }
}

function formOf(request: Request, language: string, faults: Fault[]): Wps2Form {
  switch (request.kind) {
    case "capabilities": {
      const offer = { version, sections, aliases: { processofferings: "Contents" } } as const;
      return { kind: "capabilities", language, ...interpretCapabilities(request, offer, faults) };
    }
    case "execute":
      return { kind: "execute", language, isAuto: request.mode?.toLowerCase() === "auto" };
    default:
      return { kind: request.kind, language };
  }
}

const modes: ReadonlySet<string> = new Set<Execute["mode"]>(["sync", "async", "auto"]);

function isMode(text: string): text is Execute["mode"] {
  return modes.has(text);
}

function readMode(text: string | undefined, faults: Fault[]): Execute["mode"] {
  const mode = text?.toLowerCase() ?? "";
  if (isMode(mode)) return mode;
  if (!text) faults.push(missing("mode"));
  else {
    const told = say("There is no mode {text}. Modes: sync, async, auto.", { text: quote(text) });
    faults.push({ code: "no-such-mode", ...told, locator: "mode", subject: text.slice(0, 100) });
  }
  return "auto";
}

/** OGC 14-065r2 clause 9.9.2: without a response a document is meant; some clients leave it empty. */
function readResponse(text: string | undefined, faults: Fault[]): Execute["response"] {
  const response = text?.toLowerCase() ?? "";
  if (response !== "" && response !== "document" && response !== "raw")
    faults.push(invalid("response", say("The response is raw or document, not {text}.", { text: quote(text ?? "") })));
  return response === "raw" ? "raw" : "document";
}

function interpretExecute(request: ExecuteRequest, settings: Settings, faults: Fault[]): Execute {
  const mode = readMode(request.mode, faults);
  const response = readResponse(request.response, faults);
  const waitMs = { sync: 0, async: settings.asyncWaitMs, auto: settings.autoWaitMs }[mode];
  return {
    processId: request.identifier ?? "",
    inputs: request.inputs,
    outputs: response === "raw" ? request.outputs.map((output) => ({ ...output, transmission: "value" as const })) : request.outputs,
    mode,
    response,
    store: false,
    status: false,
    lineage: false,
    anyOutputForm: true,
    ...(waitMs > 0 ? { waitMs } : {}),
  };
}
