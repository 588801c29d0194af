// Checks an Execute against the description in one pass and reports all faults together; the result is the plan that staging and the runner follow.
// Pure: the same Execute gives the same plan again after a restart.
import type { Format, JobOutput, OutputDescription, ProcessDescription } from "@terrarium/sdk";
import { type Fault, ServiceError } from "../core/errors.js";
import type { Execute, OutputRequest } from "../core/execute.js";
import { formatText, matchFormat } from "../core/format.js";
import { say } from "../core/sentence.js";
import { type PlannedInput, planInputs } from "./validate-inputs.js";

export interface Plan {
  readonly inputs: readonly PlannedInput[];
  readonly outputs: readonly JobOutput[];
}

/** More faults than this tell nobody more; the rest is counted. */
const maximumFaults = 20;

function defaultOutput(description: OutputDescription): JobOutput {
  if (description.kind === "literal") {
    const uom = description.uoms?.[0];
    return uom === undefined ? { id: description.id } : { id: description.id, uom };
  }
  const format = description.kind === "complex" ? description.formats[0] : undefined;
  return format === undefined ? { id: description.id } : { id: description.id, format };
}

/** The forms that a literal or a bounding box has in an answer. OGC 14-065r2 clause 8 */
const simpleForms: readonly Format[] = [{ mediaType: "text/xml" }, { mediaType: "text/plain" }];

function planOutput(
  request: OutputRequest,
  description: OutputDescription,
  process: ProcessDescription,
  isAnyForm: boolean,
): JobOutput | Fault {
  const { id } = description;
  if (request.transmission === "reference") {
    if (description.kind !== "complex" && !isAnyForm)
      return {
        code: "invalid-parameter",
        ...say("The output {id} cannot be given by reference: only complex outputs can.", { id }),
        locator: id,
        part: "outputs",
      };
    if (!process.storeSupported)
      return {
        code: "storage-not-supported",
        ...say("The process {process} does not store outputs, so {id} cannot be given by reference.", { process: process.id, id }),
        locator: id,
        part: "outputs",
      };
  }
  const planned = defaultOutput(description);
  const uom = (request.uom ?? "").trim();
  if (uom !== "") {
    if (description.kind !== "literal" || description.uoms?.includes(uom) !== true)
      return {
        code: "invalid-parameter",
        ...say("The output {id} is not available in the unit of measure {uom}.", { id, uom: JSON.stringify(uom.slice(0, 60)) }),
        locator: id,
        part: "outputs",
      };
    return { ...planned, uom };
  }
  const asked = request.format;
  if (asked === undefined || Object.values(asked).every((part) => part === undefined || part === "")) return planned;
  if (description.kind !== "complex" && isAnyForm && matchFormat(asked, simpleForms) !== undefined) return planned;
  if (description.kind !== "complex")
    return {
      code: "no-such-format",
      ...say("The output {id} is not complex, so no format can be chosen for it.", { id }),
      locator: id,
      part: "outputs",
    };
  const format = matchFormat(asked, description.formats);
  if (format !== undefined) return { ...planned, format };
  const supported = description.formats.map(formatText).join("; ");
  return {
    code: "no-such-format",
    ...say("The format ({asked}) of output {id} is not supported; supported are: {supported}.", {
      asked: formatText(asked),
      id,
      supported,
    }),
    locator: id,
    part: "outputs",
  };
}

function planOutputs(
  execute: Execute,
  process: ProcessDescription,
): { readonly outputs: readonly JobOutput[]; readonly faults: readonly Fault[] } {
  if (execute.outputs.length === 0) return { outputs: process.outputs.map(defaultOutput), faults: [] };
  const outputs: JobOutput[] = [];
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const request of execute.outputs) {
    const { id } = request;
    const description = process.outputs.find((one) => one.id === id);
    if (seen.has(id)) {
      faults.push({
        code: "too-many-outputs",
        ...say("The output {id} is asked for more than once.", { id }),
        locator: id,
        part: "outputs",
      });
      continue;
    }
    seen.add(id);
    if (description === undefined) {
      const known = process.outputs.map((one) => one.id).join(", ");
      faults.push({
        code: "no-such-output",
        ...say("The process {process} has no output {id}; its outputs are: {outputs}.", {
          process: process.id,
          id: JSON.stringify(id.slice(0, 60)),
          outputs: known,
        }),
        locator: id,
        part: "outputs",
      });
      continue;
    }
    const planned = planOutput(request, description, process, execute.anyOutputForm === true);
    if ("code" in planned) faults.push(planned);
    else outputs.push(planned);
  }
  return { outputs, faults };
}

/** What is asked for beside inputs and outputs. Source: OGC 05-007r7 clause 10.2, tables 49 to 52. */
function modeFaults(execute: Execute, process: ProcessDescription): Fault[] {
  const faults: Fault[] = [];
  if (execute.mode === "async" && !execute.store && !process.storeSupported)
    faults.push({
      code: "no-such-mode",
      ...say("The process {process} cannot be executed asynchronously; execute it synchronously.", { process: process.id }),
      locator: "mode",
      subject: "async",
    });
  else if (execute.store && !process.storeSupported)
    faults.push({
      code: "storage-not-supported",
      ...say("The process {process} does not store responses; execute it synchronously.", { process: process.id }),
    });
  if (execute.status && !process.statusSupported)
    faults.push({
      code: "invalid-parameter",
      ...say("The process {process} does not report its status.", { process: process.id }),
      locator: "status",
    });
  else if (execute.status && !execute.store)
    faults.push({ code: "invalid-parameter", message: "The status can only be followed in a response that is stored.", locator: "status" });
  const asked = execute.outputs.length > 0 ? execute.outputs.length : process.outputs.length;
  if (execute.response === "raw" && asked !== 1 && execute.severalRaw !== true)
    faults.push({
      code: asked > 1 ? "too-many-outputs" : "invalid-parameter",
      ...say("A raw response holds exactly one output; name one of: {outputs}.", {
        outputs: process.outputs.map((one) => one.id).join(", "),
      }),
      locator: "RawDataOutput",
      subject: (execute.outputs.length > 0 ? execute.outputs : process.outputs).map((one) => one.id).join(" "),
    });
  return faults;
}

/** The plan of an Execute. Throws ServiceError with all faults, at most 20 of them and a count of the rest. */
export function validateExecute(execute: Execute, process: ProcessDescription, inputBytes: number): Plan {
  const { inputs, faults: inputFaults } = planInputs(execute.inputs, process, inputBytes);
  const { outputs, faults: outputFaults } = planOutputs(execute, process);
  const { faults: found = [], inputIds = [] } = execute.misread ?? {};
  // What was given and could not be read is not missing.
  const real = inputFaults.filter(({ code, locator = "" }) => code !== "missing-input" || !inputIds.includes(locator));
  const [first, ...rest] = [...found, ...real, ...outputFaults, ...modeFaults(execute, process)];
  if (first === undefined) return { inputs, outputs };
  const shown = rest.slice(0, maximumFaults - 1);
  const hidden = rest.length - shown.length;
  const more: Fault[] = hidden > 0 ? [{ code: first.code, ...say("There are {hidden} further faults of this kind.", { hidden }) }] : [];
  throw new ServiceError([first, ...shown, ...more]);
}
