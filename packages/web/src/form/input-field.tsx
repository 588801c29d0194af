// One input with all its values: title, hints, fields, and what is wrong with it.
import type { Parameter } from "@terrarium/client";
import { say } from "../words/words.js";
import { BoxInput } from "./box-field.js";
import { ComplexInput } from "./complex-field.js";
import type { FieldProps, Surroundings } from "./field-parts.js";
import { type FieldType, isRequired } from "./field-type.js";
import { type Entry, emptyEntry, type InputState } from "./form-state.js";
import { LiteralInput, literalHint } from "./literal-field.js";
import type { FormWords } from "./words.js";

export interface InputFieldProps {
  readonly input: InputState;
  readonly index: number;
  /** Sentences of the server. */
  readonly faults: readonly string[];
  readonly around: Surroundings;
  change(entries: readonly Entry[]): void;
}

function repeatsText({ minOccurs, maxOccurs }: Parameter, words: FormWords): string {
  if (maxOccurs <= 1) return "";
  return Number.isFinite(maxOccurs)
    ? say(words.repeats, { least: minOccurs, most: maxOccurs })
    : say(words.repeatsOpen, { least: minOccurs });
}

function Field(props: FieldProps<FieldType>) {
  const { type, entry, id, label, hints, change } = props;
  switch (type.kind) {
    case "literal":
      return <LiteralInput {...props} type={type} />;
    case "bbox":
      return <BoxInput {...props} type={type} />;
    case "complex":
      return <ComplexInput {...props} type={type} />;
    case "json":
      return (
        <textarea
          {...{ id, rows: 5, spellcheck: false, "aria-label": label, ...(hints === "" ? {} : { "aria-describedby": hints }) }}
          value={entry.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      );
  }
}

export function InputField({ input, index, faults, around, change }: InputFieldProps) {
  const { parameter, type, entries } = input;
  const { words } = around;
  const { id: name, description, maxOccurs, minOccurs } = parameter;
  const title = parameter.title ?? name;
  const id = `input-${index}`;
  const hint = [type.kind === "literal" ? literalHint(type, words) : "", repeatsText(parameter, words)]
    .filter((one) => one !== "")
    .join(" ");
  const parts = [description === undefined ? "" : `${id}-about`, hint === "" ? "" : `${id}-hint`, faults.length === 0 ? "" : `${id}-fault`];
  const hints = parts.filter((one) => one !== "").join(" ");
  const isNeeded = isRequired(parameter);
  return (
    <fieldset class={faults.length > 0 ? "input bad" : "input"}>
      <legend>
        {title} <code>{name}</code> <span class={isNeeded ? "must" : "soft small"}>{isNeeded ? words.required : words.optional}</span>
      </legend>
      {description === undefined ? null : (
        <p class="hint" id={`${id}-about`}>
          {description}
        </p>
      )}
      {hint === "" ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {entries.map((entry, at) => (
        <div key={entry.key} class="value">
          <div class={type.kind === "literal" ? "one" : "all"}>
            <Field
              {...{ type, entry, hints, around, isRequired: isNeeded && at < minOccurs, isWrong: faults.length > 0 }}
              id={at === 0 ? id : `${id}-${entry.key}`}
              label={at === 0 ? title : say(words.nth, { label: title, number: at + 1 })}
              change={(next) => change(entries.map((one) => (one.key === entry.key ? { ...one, ...next } : one)))}
            />
          </div>
          {entries.length > Math.max(1, minOccurs) ? (
            <button
              type="button"
              class="slight"
              aria-label={say(words.remove, { number: at + 1 })}
              onClick={() => change(entries.filter((one) => one.key !== entry.key))}
            >
              ×
            </button>
          ) : null}
        </div>
      ))}
      {entries.length < maxOccurs ? (
        <button type="button" class="slight" onClick={() => change([...entries, { ...emptyEntry(type), text: "" }])}>
          + {words.add}
        </button>
      ) : null}
      {faults.length === 0 ? null : (
        <div id={`${id}-fault`} class="wrong">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
    </fieldset>
  );
}
