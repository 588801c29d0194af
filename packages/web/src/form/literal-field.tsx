// A literal: a choice, a number within its bounds, a date, a time or a text, with its unit.
import { say } from "../words/words.js";
import type { FieldProps } from "./field-parts.js";
import type { Bounds, LiteralField, Scalar } from "./field-type.js";
import type { FormWords } from "./words.js";

type Props = FieldProps<LiteralField>;

function boundsText({ minimum, maximum, isAbove, isBelow, step }: Bounds, words: FormWords): string {
  const least = minimum === undefined ? undefined : isAbove ? say(words.above, { value: minimum }) : say(words.from, { least: minimum });
  const most = maximum === undefined ? undefined : isBelow ? say(words.below, { value: maximum }) : say(words.upTo, { most: maximum });
  const isPlain = minimum !== undefined && maximum !== undefined && !isAbove && !isBelow;
  const range = isPlain ? say(words.to, { least: minimum, most: maximum }) : [least, most].filter((one) => one !== undefined).join(", ");
  return [range, ...(step === undefined ? [] : [say(words.inSteps, { step })])].filter((one) => one !== "").join(", ");
}

/** Allowed values, unit and default in words. */
export function literalHint({ choices, bounds, units, preset }: LiteralField, words: FormWords): string {
  const isChosen = choices.length > 0 && bounds.length === 0;
  const allowed = [...choices.map(String), ...bounds.map((one) => boundsText(one, words))];
  return [
    ...(isChosen || allowed.length === 0 ? [] : [say(words.allowed, { values: allowed.join("; ") })]),
    ...(units.length === 1 ? [say(words.unitIs, { unit: units[0] ?? "" })] : []),
    ...(preset === undefined ? [] : [say(words.preset, { value: String(preset) })]),
  ].join(" ");
}

function shared({ id, label, hints, isRequired, isWrong }: Props) {
  return {
    ...{ id, "aria-label": label, "aria-required": isRequired },
    ...(hints === "" ? {} : { "aria-describedby": hints }),
    ...(isWrong ? { "aria-invalid": true as const } : {}),
  };
}

function Choice(props: Props & { readonly values: readonly Scalar[] }) {
  const { entry, change, isRequired, around, type, values } = props;
  const { words } = around;
  const title = (value: Scalar) => (type.word !== "boolean" ? String(value) : value === true ? words.yes : words.no);
  return (
    <select {...shared(props)} value={entry.text} onChange={(event) => change({ text: event.currentTarget.value })}>
      {isRequired && entry.text !== "" ? null : <option value="">{isRequired ? words.choose : words.notGiven}</option>}
      {values.map((value) => (
        <option key={String(value)} value={String(value)}>
          {title(value)}
        </option>
      ))}
    </select>
  );
}

const moments = { date: "date", time: "time", "date-time": "datetime-local" } as const;

/** With seconds, as the standard's types have them. */
function whole(text: string, word: keyof typeof moments): string {
  return word !== "date" && /(?:^|T)\d\d:\d\d$/.test(text) ? `${text}:00` : text;
}

function Moment(props: Props & { readonly word: keyof typeof moments }) {
  const { entry, change, label, around, word } = props;
  const { words } = around;
  const [, value = "", zone = "Z"] = /^(.*?)(Z|[+-]\d\d:\d\d)?$/.exec(entry.text) ?? [];
  const kept = entry.text === "" ? "Z" : entry.text.endsWith("Z") ? "Z" : (/[+-]\d\d:\d\d$/.exec(entry.text)?.[0] ?? "");
  const write = (moment: string, inZone: string) =>
    change({ text: moment === "" ? "" : `${whole(moment, word)}${word === "date" ? "" : inZone}` });
  const field = (
    <input
      {...shared(props)}
      type={moments[word]}
      step={word === "date" ? undefined : 1}
      value={value}
      onInput={(event) => write(event.currentTarget.value, kept)}
    />
  );
  if (word === "date") return field;
  const zones = ["Z", "", ...(zone !== "Z" && kept !== "" && kept !== "Z" ? [kept] : [])];
  return (
    <div class="row">
      <div class="field">{field}</div>
      <div class="field narrow">
        <select aria-label={`${label}: ${words.zone}`} value={kept} onChange={(event) => write(value, event.currentTarget.value)}>
          {zones.map((one) => (
            <option key={one} value={one}>
              {one === "Z" ? words.utc : one === "" ? words.noZone : one}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function Value(props: Props) {
  const { type, entry, change } = props;
  const { word, choices, bounds } = type;
  if (choices.length > 0 && bounds.length === 0) return <Choice {...props} values={choices} />;
  if (word === "boolean") return <Choice {...props} values={[true, false]} />;
  if (word === "date" || word === "time" || word === "date-time") return <Moment {...props} word={word} />;
  const isNumber = word === "number" || word === "integer";
  const mode = isNumber ? (word === "integer" ? "numeric" : "decimal") : word === "uri" ? "url" : "text";
  // Numbers are typed as text: a field of numbers hides from scripts what is none, and what is none has to be told.
  return (
    <input
      {...shared(props)}
      type="text"
      inputMode={mode}
      autocomplete="off"
      value={entry.text}
      onInput={(event) => change({ text: event.currentTarget.value })}
    />
  );
}

export function LiteralInput(props: Props) {
  const { type, entry, label, around, change } = props;
  if (type.units.length < 2) return <Value {...props} />;
  return (
    <div class="row">
      <div class="field">
        <Value {...props} />
      </div>
      <div class="field narrow">
        <select
          aria-label={`${label}: ${around.words.unit}`}
          value={entry.unit}
          onChange={(event) => change({ unit: event.currentTarget.value })}
        >
          {type.units.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      </div>
    </div>
  );
}
