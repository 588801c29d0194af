// A bounding box: four numbers in the order of axes of the chosen reference system.
import type { BboxFieldParts } from "../map/bbox-field.js";
import { Drawing } from "./drawing.js";
import type { FieldProps } from "./field-parts.js";
import type { BoxField } from "./field-type.js";
import type { Entry } from "./form-state.js";

function withCorner(corners: Entry["corners"], at: number, text: string): Entry["corners"] {
  const [minx, miny, maxx, maxy] = corners.map((corner, index) => (index === at ? text : corner));
  return [minx ?? "", miny ?? "", maxx ?? "", maxy ?? ""];
}

/** What is typed, as the map has it; undefined while it is no box. */
function drawn({ corners, crs }: Entry): BboxFieldParts["value"] {
  const [a, b, c, d] = corners.map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  return [a, b, c, d].every(Number.isFinite) ? { bbox: [a ?? 0, b ?? 0, c ?? 0, d ?? 0], crs } : undefined;
}

const loadMap = async () => (await import("../map/bbox-field.js")).BboxField;

export function BoxInput(props: FieldProps<BoxField>) {
  const { type, entry, label, around, change } = props;
  const onChange: BboxFieldParts["onChange"] = (value) => {
    const [a = "", b = "", c = "", d = ""] = value?.bbox.map(String) ?? [];
    change({ corners: [a, b, c, d], ...(value === undefined ? {} : { crs: value.crs }) });
  };
  return (
    <Drawing words={around.words} load={loadMap} given={{ label, value: drawn(entry), onChange, crs: type.crs, language: around.language }}>
      <Corners {...props} />
    </Drawing>
  );
}

function Corners({ type, entry, id, hints, isWrong, isRequired, around, change }: FieldProps<BoxField>) {
  const { words } = around;
  return (
    <>
      <div class="row">
        {words.corners.map((title, at) => (
          <div key={title} class="field">
            <label for={at === 0 ? id : `${id}-${at}`}>{title}</label>
            <input
              {...{ id: at === 0 ? id : `${id}-${at}`, type: "text", inputMode: "decimal", autocomplete: "off" }}
              {...{
                "aria-required": isRequired,
                ...(isWrong ? { "aria-invalid": true } : {}),
                ...(hints === "" ? {} : { "aria-describedby": hints }),
              }}
              value={entry.corners[at] ?? ""}
              onInput={(event) => change({ corners: withCorner(entry.corners, at, event.currentTarget.value) })}
            />
          </div>
        ))}
      </div>
      <div class="field one">
        <label for={`${id}-crs`}>{words.crs}</label>
        <select id={`${id}-crs`} value={entry.crs} onChange={(event) => change({ crs: event.currentTarget.value })}>
          {type.crs.map((crs) => (
            <option key={crs}>{crs}</option>
          ))}
        </select>
      </div>
    </>
  );
}
