// A geometry drawn on a map, or written as GeoJSON in the field below it: both are the same. Longitude first, in WGS 84 (RFC 7946).
import type { Geometry } from "@terrarium/geo/model";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { say } from "../words/words.js";
import type { Shape } from "./draw-map.js";
import { readGeometry } from "./read-geometry.js";
import { useDrawMap } from "./use-draw-map.js";
import type { MapWords } from "./words.js";

export type GeometryKind = "point" | "line" | "polygon" | "any";

export interface GeometryFieldParts {
  /** Of the group: the title of the input. */
  readonly label: string;
  readonly value: Geometry | undefined;
  /** Told of each change; undefined where what is written is no geometry of the kind. */
  readonly onChange: (value: Geometry | undefined) => void;
  readonly kind: GeometryKind;
  /** A BCP 47 tag. */
  readonly language: string;
}

const shapes: Readonly<Record<GeometryKind, readonly Shape[]>> = {
  point: ["Point"],
  line: ["LineString"],
  polygon: ["Polygon"],
  any: ["Point", "LineString", "Polygon"],
};

function shapeWord(shape: Shape, words: MapWords): string {
  return { Point: words.point, LineString: words.line, Polygon: words.polygon }[shape];
}

function textOf(value: Geometry | undefined): string {
  return value === undefined ? "" : JSON.stringify(value);
}

type Tool = Shape | "edit";

interface ToolsParts {
  readonly tools: readonly Tool[];
  readonly tool: Tool;
  readonly words: MapWords;
  readonly onTool: (tool: Tool) => void;
  readonly onClear: () => void;
}

function Tools({ tools, tool, words, onTool, onClear }: ToolsParts) {
  return (
    <div class="tools">
      {tools.map((one) => (
        <button key={one} type="button" aria-pressed={one === tool} onClick={() => onTool(one)}>
          {one === "edit" ? words.edit : tools.length === 2 ? words.draw : shapeWord(one, words)}
        </button>
      ))}
      <button type="button" onClick={onClear}>
        {words.clear}
      </button>
    </div>
  );
}

export function GeometryField({ label, value, onChange, kind, language }: GeometryFieldParts) {
  const id = useId();
  const [text, setText] = useState(textOf(value));
  const [tool, setTool] = useState<Tool>(shapes[kind][0] ?? "Polygon");
  const isFromMap = useRef(false);
  const { target, map, words } = useDrawMap(language, true, {
    onGeometry: (geometry) => {
      isFromMap.current = true;
      setText(textOf(geometry));
      onChange(geometry);
    },
  });
  const read = readGeometry(text, shapes[kind]);
  const fault =
    text.trim() === "" || typeof read === "object"
      ? undefined
      : read === "wrong-kind"
        ? say(words.wrongKind, { kind: shapes[kind].map((shape) => shapeWord(shape, words)).join(", ") })
        : words.badGeometry;
  useEffect(() => {
    if (value !== undefined && textOf(value) !== textOf(typeof read === "object" ? read : undefined)) setText(textOf(value));
  }, [value]);
  useEffect(() => map?.setMode(tool), [map, tool]);
  useEffect(() => {
    map?.show(typeof read === "object" ? read : undefined, !isFromMap.current);
    isFromMap.current = false;
  }, [map, text]);
  const write = (next: string): void => {
    setText(next);
    const found = readGeometry(next, shapes[kind]);
    onChange(typeof found === "object" ? found : undefined);
  };
  return (
    <fieldset class="drawfield">
      <legend>{label}</legend>
      <Tools tools={[...shapes[kind], "edit"]} onTool={setTool} onClear={() => write("")} {...{ tool, words }} />
      <div ref={target} class="map small" role="application" aria-label={words.mapKeys} />
      <p class="hint">{words.drawHint}</p>
      <label for={id}>{words.asText}</label>
      <textarea
        {...{ id, rows: 4, spellcheck: false, value: text }}
        aria-invalid={fault !== undefined}
        aria-describedby={fault && `${id}-fault`}
        onInput={(event) => write(event.currentTarget.value)}
      />
      {fault !== undefined && (
        <p class="must" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
