// A bounding box: four numbers, which are what counts, and a map to drag it on. The reference system is one of those that the description allows.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { say } from "../words/words.js";
import { type BoxValue, boxValue, eastFirst, isDrawable, moved } from "./box-numbers.js";
import type { Box } from "./draw-map.js";
import { useDrawMap } from "./use-draw-map.js";
import type { MapWords } from "./words.js";

export interface BboxFieldParts {
  /** Of the group: the title of the input. */
  readonly label: string;
  /** undefined: none yet, or what is written is none. */
  readonly value: BoxValue | undefined;
  /** Told of each change; undefined where what is written is no box. */
  readonly onChange: (value: BoxValue | undefined) => void;
  /** That may be chosen, the usual one first. */
  readonly crs: readonly string[];
  /** A BCP 47 tag. */
  readonly language: string;
}

const longLat = "CRS:84";
type Texts = readonly [string, string, string, string];
const empty: Texts = ["", "", "", ""];

function textsOf(value: BoxValue | undefined): Texts {
  if (value === undefined) return empty;
  const [west, south, east, north] = eastFirst(value);
  return [String(west), String(south), String(east), String(north)];
}

/** What is wrong with the numbers; undefined where nothing is, or nothing is written. */
function faultOf(texts: Texts, words: MapWords): string | undefined {
  if (texts.every((text) => text.trim() === "")) return undefined;
  const numbers = texts.map((text) => (text.trim() === "" ? Number.NaN : Number(text.replace(",", "."))));
  if (!numbers.every(Number.isFinite)) return words.badNumbers;
  const [west = 0, south = 0, east = 0, north = 0] = numbers;
  return west > east || south > north ? words.badOrder : undefined;
}

function boxFrom(texts: Texts): Box {
  const [west = 0, south = 0, east = 0, north = 0] = texts.map((text) => Number(text.replace(",", ".")));
  return [west, south, east, north];
}

interface NumbersParts {
  readonly texts: Texts;
  readonly words: MapWords;
  readonly faultId: string | undefined;
  readonly onText: (at: number, text: string) => void;
}

function Numbers({ texts, words, faultId, onText }: NumbersParts) {
  const id = useId();
  const names = [words.west, words.south, words.east, words.north];
  return (
    <div class="row boxnumbers">
      {names.map((name, at) => (
        <div class="field" key={name}>
          <label for={`${id}-${at}`}>{name}</label>
          <input
            {...{ id: `${id}-${at}`, type: "text", inputMode: "decimal", autocomplete: "off", value: texts[at] ?? "" }}
            aria-invalid={faultId !== undefined}
            aria-describedby={faultId}
            onInput={(event) => onText(at, event.currentTarget.value)}
          />
        </div>
      ))}
    </div>
  );
}

/** What is written, told to the form; it is held here because half a number is none. */
function useTexts({ value, onChange, crs }: BboxFieldParts, words: MapWords) {
  const [system, setSystem] = useState(value?.crs ?? crs[0] ?? longLat);
  const [texts, setTexts] = useState<Texts>(textsOf(value));
  const tell = (next: Texts, of: string): void => {
    setTexts(next);
    const isNone = next.every((text) => text.trim() === "") || faultOf(next, words) !== undefined;
    onChange(isNone ? undefined : boxValue(boxFrom(next), of));
  };
  // An example or an earlier job may fill the field from outside.
  useEffect(() => {
    if (value === undefined || (faultOf(texts, words) === undefined && String(boxFrom(texts)) === String(eastFirst(value)))) return;
    setSystem(value.crs);
    setTexts(textsOf(value));
  }, [value]);
  return { system, setSystem, texts, tell };
}

export function BboxField(parts: BboxFieldParts) {
  const { label, crs, language } = parts;
  const id = useId();
  const isFromMap = useRef(false);
  const onBox = (box: Box): void => {
    isFromMap.current = true;
    void moved(box, longLat, system).then((found) => found && tell(textsOf(boxValue(found, system)), system));
  };
  const isShown = crs.some(isDrawable);
  const { target, map, words } = useDrawMap(language, isShown, { onBox });
  const { system, setSystem, texts, tell } = useTexts(parts, words);
  const fault = faultOf(texts, words);
  const written = texts.join(" ");
  useEffect(() => {
    map?.setMode(isDrawable(system) ? "box" : "none");
  }, [map, system]);
  // What is written is drawn; what has just been drawn is written, and stays where it is.
  useEffect(() => {
    if (map === undefined) return;
    if (fault !== undefined || written.trim() === "") map.show(undefined, false);
    else {
      const isFitted = !isFromMap.current;
      void moved(boxFrom(texts), system, longLat).then((box) => map.show(box, isFitted));
    }
    isFromMap.current = false;
  }, [map, written, system]);
  const choose = async (next: string): Promise<void> => {
    const box = fault === undefined && written.trim() !== "" ? await moved(boxFrom(texts), system, next) : undefined;
    setSystem(next);
    tell(box === undefined ? texts : textsOf(boxValue(box, next)), next);
  };
  return (
    <fieldset class="drawfield">
      <legend>{label}</legend>
      {isShown && <div ref={target} class="map small" role="application" aria-label={words.mapKeys} />}
      <p class="hint">{isDrawable(system) ? words.boxHint : say(words.notOnMap, { crs: system })}</p>
      <Numbers
        {...{ texts, words }}
        faultId={fault && `${id}-fault`}
        onText={(at, text) => tell(texts.with(at, text) as unknown as Texts, system)}
      />
      {fault !== undefined && (
        <p class="must" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
      <div class="row">
        {crs.length > 1 && (
          <div class="field narrow">
            <label for={`${id}-crs`}>{words.crs}</label>
            <select id={`${id}-crs`} value={system} onChange={(event) => void choose(event.currentTarget.value)}>
              {crs.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </div>
        )}
        <button type="button" onClick={() => tell(empty, system)}>
          {words.clear}
        </button>
      </div>
    </fieldset>
  );
}
