// A bounding box: four numbers in the order of axes of the chosen reference system.
import type { FieldProps } from "./field-parts.js";
import type { BoxField } from "./field-type.js";
import type { Entry } from "./form-state.js";

function withCorner(corners: Entry["corners"], at: number, text: string): Entry["corners"] {
  const [minx, miny, maxx, maxy] = corners.map((corner, index) => (index === at ? text : corner));
  return [minx ?? "", miny ?? "", maxx ?? "", maxy ?? ""];
}

export function BoxInput({ type, entry, id, hints, isWrong, isRequired, around, change }: FieldProps<BoxField>) {
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
