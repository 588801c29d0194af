// Which outputs are wanted, in which format, and whether as values or as links.
import { say } from "../words/words.js";
import type { OutputState } from "./form-state.js";
import type { FormWords } from "./words.js";

export interface OutputFieldsProps {
  readonly outputs: readonly OutputState[];
  readonly words: FormWords;
  /** Does the process keep results, so that they can be linked. */
  readonly mayLink: boolean;
  change(outputs: readonly OutputState[]): void;
}

function OutputField({
  output,
  index,
  words,
  mayLink,
  change,
}: Omit<OutputFieldsProps, "outputs" | "change"> & { output: OutputState; index: number; change(next: Partial<OutputState>): void }) {
  const { parameter, type, isWanted, isReference, format } = output;
  const title = parameter.title ?? parameter.id;
  const id = `output-${index}`;
  return (
    <div class="choice">
      <input type="checkbox" id={id} checked={isWanted} onChange={(event) => change({ isWanted: event.currentTarget.checked })} />
      <div class="grow">
        <label for={id}>
          {title} <code>{parameter.id}</code>
        </label>
        {parameter.description === undefined ? null : <p class="hint">{parameter.description}</p>}
        {isWanted && type.kind === "complex" ? (
          <div class="row">
            {type.formats.length > 1 ? (
              <select
                class="field"
                aria-label={`${title}: ${words.format}`}
                value={format}
                onChange={(event) => change({ format: Number(event.currentTarget.value) })}
              >
                {type.formats.map(({ mediaType, encoding }, at) => (
                  <option key={`${mediaType} ${encoding ?? ""}`} value={at}>
                    {encoding === undefined || encoding === "binary" ? mediaType : `${mediaType} (${encoding})`}
                  </option>
                ))}
              </select>
            ) : (
              <span class="soft small field">{type.formats[0]?.mediaType}</span>
            )}
            {mayLink ? (
              <select
                class="narrow"
                aria-label={say(words.transmission, { label: title })}
                value={isReference ? "reference" : "value"}
                onChange={(event) => change({ isReference: event.currentTarget.value === "reference" })}
              >
                <option value="value">{words.asValue}</option>
                <option value="reference">{words.asReference}</option>
              </select>
            ) : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}

export function OutputFields({ outputs, words, mayLink, change }: OutputFieldsProps) {
  return (
    <fieldset>
      <legend>{words.outputs}</legend>
      {outputs.map((output, index) => (
        <OutputField
          key={output.parameter.id}
          {...{ output, index, words, mayLink }}
          change={(next) => change(outputs.map((one) => (one === output ? { ...one, ...next } : one)))}
        />
      ))}
      {outputs.length > 0 && outputs.every(({ isWanted }) => !isWanted) ? <p class="wrong">{words.noOutput}</p> : null}
    </fieldset>
  );
}
