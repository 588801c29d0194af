// What an author had better say of a process, beyond what makes a description valid. Pure.
import type { InputDescription, OutputDescription, ProcessDescription } from "@terrarium/sdk";

export interface Advice {
  /** The input or output that it is about; absent: the process. */
  readonly at?: string;
  readonly sentence: string;
}

const numbers = ["integer", "positiveInteger", "nonNegativeInteger", "float", "double", "decimal"];

function ofBoth(one: OutputDescription): string[] {
  const advice: string[] = [];
  if (one.title === one.id) advice.push("It has no title: people see its id.");
  if (one.kind === "complex" && one.formats.some(({ mediaType }) => /^(?:application\/octet-stream|text\/plain)$/.test(mediaType)))
    advice.push("Its format says nothing of what is in it; clients cannot tell what to do with it.");
  if (one.kind === "literal" && /distance|length|area|size|height|width|angle|radius/i.test(`${one.id} ${one.title}`))
    if (numbers.includes(one.dataType) && one.uoms === undefined) advice.push("It is a measure without a unit (uoms).");
  return advice;
}

function ofInput(input: InputDescription): string[] {
  const advice = ofBoth(input);
  if (input.kind === "literal" && input.default !== undefined && input.minOccurs > 0)
    advice.push("It has a default and yet must be given (minOccurs above 0): the default is never used.");
  if (input.kind === "literal" && input.allowedValues === undefined && numbers.includes(input.dataType))
    advice.push("Any number is allowed; a range keeps nonsense away from the code.");
  if (input.kind === "complex" && input.maximumMegabytes === undefined)
    advice.push("It has no maximum size of its own (maximumMegabytes).");
  return advice;
}

/** All advice, in the order of the description. */
export function lint(description: ProcessDescription): Advice[] {
  const { inputs, outputs, limits, abstract, version, title, id, examples } = description;
  const own = [
    ...(title === id ? ["It has no title: people see its id."] : []),
    ...(abstract === undefined ? ["It has no abstract."] : []),
    ...(/^\d+(\.\d+)*/.test(version) ? [] : [`Its version is ${version}; numbers such as 1.0.0 can be compared.`]),
    ...(examples === undefined || examples.length === 0 ? ["It has no example; `terrarium test` has nothing to run."] : []),
    ...(limits?.wallMs === undefined ? ["It has no limit of time of its own (limits: wall)."] : []),
    ...(limits?.memoryBytes === undefined ? ["It has no limit of memory of its own (limits: memory)."] : []),
  ];
  return [
    ...own.map((sentence) => ({ sentence })),
    ...inputs.flatMap((input) => ofInput(input).map((sentence) => ({ at: `input ${input.id}`, sentence }))),
    ...outputs.flatMap((output) => ofBoth(output).map((sentence) => ({ at: `output ${output.id}`, sentence }))),
  ];
}
