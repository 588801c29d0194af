// Data: as text, from a file, behind a link, or what an earlier job gave; in one of the formats.
import type { GeometryFieldParts } from "../map/geometry-field.js";
import { readGeometry } from "../map/read-geometry.js";
import { say } from "../words/words.js";
import { Drawing } from "./drawing.js";
import { EarlierOutput } from "./earlier-output.js";
import type { FieldProps } from "./field-parts.js";
import { type ComplexField, isTyped } from "./field-type.js";
import { mostFileBytes } from "./file-text.js";
import type { Entry, Source } from "./form-state.js";
import type { FormWords } from "./words.js";

type Props = FieldProps<ComplexField>;

const sources: readonly (readonly [Source, keyof FormWords & ("asText" | "asFile" | "asHref" | "asJob")])[] = [
  ["text", "asText"],
  ["file", "asFile"],
  ["href", "asHref"],
  ["job", "asJob"],
];

/** The format that the ending of a file speaks for; the chosen one where it says nothing. */
function formatOfFile({ formats }: ComplexField, { name }: File, chosen: number): number {
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  const signs: Readonly<Record<string, RegExp>> = {
    ...{
      geojson: /geo\+?json/,
      json: /json/,
      gml: /gml/,
      xml: /xml/,
      kml: /kml/,
      tif: /tiff/,
      tiff: /tiff/,
      zip: /zip/,
      csv: /csv/,
      gpkg: /geopackage/,
    },
    ...{ fgb: /flatgeobuf/, txt: /text\/plain/, png: /png/, jpg: /jpeg/, nc: /netcdf/ },
  };
  const sign = signs[ending];
  if (sign === undefined || sign.test(formats[chosen]?.mediaType ?? "")) return chosen;
  const found = formats.findIndex(({ mediaType }) => sign.test(mediaType));
  return found === -1 ? chosen : found;
}

function FileInput({ type, entry, id, label, hints, isWrong, around, change }: Props) {
  const { words } = around;
  const { file } = entry;
  const isTooLarge = (file?.size ?? 0) > mostFileBytes;
  return (
    <>
      <input
        {...{ id, type: "file", "aria-label": `${label}: ${words.file}`, ...(hints === "" ? {} : { "aria-describedby": hints }) }}
        {...(isWrong || isTooLarge ? { "aria-invalid": true } : {})}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          change({ file: chosen, ...(chosen === undefined ? {} : { format: formatOfFile(type, chosen, entry.format) }) });
        }}
      />
      {isTooLarge ? (
        <p class="wrong">{say(words.tooLarge, { size: Math.ceil((file?.size ?? 0) / 1e6), most: mostFileBytes / 1e6 })}</p>
      ) : null}
    </>
  );
}

const loadMap = async () => (await import("../map/geometry-field.js")).GeometryField;

/** The geometry of a text, if it holds one that the map can draw. */
function drawn(text: string): GeometryFieldParts["value"] {
  const read = readGeometry(text, ["Point", "LineString", "Polygon"]);
  return typeof read === "object" ? read : undefined;
}

/** A text; one that is a geometry in GeoJSON can be drawn as well. */
function TextInput({ type, entry, label, around, change, shared }: Props & { readonly shared: object }) {
  const area = (
    <textarea
      {...shared}
      aria-label={label}
      rows={6}
      spellcheck={false}
      value={entry.text}
      onInput={(event) => change({ text: event.currentTarget.value })}
    />
  );
  if (!/geo\+?json/i.test(type.formats[entry.format]?.mediaType ?? "")) return area;
  const onChange: GeometryFieldParts["onChange"] = (value) => change({ text: value === undefined ? "" : JSON.stringify(value) });
  return (
    <Drawing
      words={around.words}
      load={loadMap}
      given={{ label, value: drawn(entry.text), onChange, kind: "any" as const, language: around.language }}
    >
      {area}
    </Drawing>
  );
}

function Content(props: Props) {
  const { entry, id, label, hints, isWrong, around, change } = props;
  const { words } = around;
  const shared = { id, ...(hints === "" ? {} : { "aria-describedby": hints }), ...(isWrong ? { "aria-invalid": true as const } : {}) };
  switch (entry.source) {
    case "text":
      return <TextInput {...props} shared={shared} />;
    case "file":
      return <FileInput {...props} />;
    case "href":
      return (
        <input
          {...shared}
          type="url"
          aria-label={`${label}: ${words.href}`}
          placeholder="https://"
          value={entry.href}
          onInput={(event) => change({ href: event.currentTarget.value })}
        />
      );
    case "job":
      return <EarlierOutput {...props} />;
  }
}

export function ComplexInput(props: Props) {
  const { type, entry, id, label, around, change } = props;
  const { words } = around;
  const offered = sources.filter(([source]) => source !== "text" || type.formats.some(isTyped));
  const choose = (source: Entry["source"]) => change({ source });
  return (
    <div class="data">
      <div class="data-head">
        <fieldset class="sources">
          <legend class="unseen">{`${label}: ${words.source}`}</legend>
          {offered.map(([source, word]) => (
            <label key={source}>
              <input type="radio" name={`${id}-source`} checked={entry.source === source} onChange={() => choose(source)} />
              <span>{words[word]}</span>
            </label>
          ))}
        </fieldset>
        {type.formats.length === 1 ? (
          <span class="soft small">{type.formats[0]?.mediaType}</span>
        ) : (
          <select
            aria-label={`${label}: ${words.format}`}
            value={entry.format}
            onChange={(event) => change({ format: Number(event.currentTarget.value) })}
          >
            {type.formats.map(({ mediaType, encoding }, index) => (
              <option key={`${mediaType} ${encoding ?? ""}`} value={index}>
                {encoding === undefined || encoding === "binary" ? mediaType : `${mediaType} (${encoding})`}
              </option>
            ))}
          </select>
        )}
      </div>
      <Content {...props} />
    </div>
  );
}
