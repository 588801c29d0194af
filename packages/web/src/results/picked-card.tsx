// The attributes of the chosen feature, or the values of rasters at the chosen place. Text, whatever it looks like.
import type { Signal } from "@preact/signals";
import type { Feature } from "@terrarium/geo/model";
import { useEffect, useState } from "preact/hooks";
import type { Layer } from "../map/frame.js";
import { say } from "../words/words.js";
import type { Choice } from "./choice.js";
import { ScrollBox } from "./scroll-box.js";
import type { ResultWords } from "./words.js";

const longestValue = 2000;

/** As one line of text; what is nested as JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.slice(0, longestValue);
}

interface CardParts {
  readonly layers: readonly Layer[];
  readonly choice: Signal<Choice>;
  readonly words: ResultWords;
  readonly language: string;
}

function FeatureFacts({ feature, index, words }: { readonly feature: Feature; readonly index: number; readonly words: ResultWords }) {
  const entries = Object.entries(feature.properties).slice(0, 200);
  return (
    <>
      <strong>{say(words.feature, { number: index + 1 })}</strong>
      <dl>
        {feature.id !== undefined && (
          <>
            <dt>{words.identifier}</dt>
            <dd>{feature.id}</dd>
          </>
        )}
        <dt>{words.geometryType}</dt>
        <dd>{feature.geometry?.type ?? ""}</dd>
        {entries.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{valueText(value)}</dd>
          </>
        ))}
      </dl>
      {entries.length === 0 && <p class="soft small">{words.noAttributes}</p>}
    </>
  );
}

type Place = Extract<Choice, { kind: "place" }>;
type Raster = Extract<Layer, { kind: "raster" }>;

function PlaceFacts({ place, layer, words, language }: { place: Place; layer: Raster; words: ResultWords; language: string }) {
  const [values, setValues] = useState<readonly number[] | "gone">();
  const { x, y } = place;
  useEffect(() => {
    let isLeft = false;
    setValues(undefined);
    layer.data.valuesAt(x, y).then(
      (found) => !isLeft && setValues(found ?? []),
      () => !isLeft && setValues("gone"),
    );
    return () => {
      isLeft = true;
    };
  }, [layer, x, y]);
  const shown = (value: number) =>
    Number.isNaN(value) || value === layer.data.nodata ? words.noData : value.toLocaleString(language, { maximumSignificantDigits: 9 });
  const at = (value: number) => value.toLocaleString(language, { maximumFractionDigits: Math.abs(value) > 1000 ? 2 : 6 });
  return (
    <>
      <strong>{layer.title}</strong> <span class="soft small">{say(words.at, { x: at(x), y: at(y) })}</span>
      {values === undefined || values === "gone" ? (
        <p class="soft small">{values === "gone" ? words.gone : words.reading}</p>
      ) : (
        <dl>
          {values.map((value, band) => (
            <>
              <dt>{values.length === 1 ? words.value : say(words.band, { number: band + 1 })}</dt>
              <dd>{shown(value)}</dd>
            </>
          ))}
        </dl>
      )}
    </>
  );
}

export function PickedCard({ layers, choice, words, language }: CardParts) {
  const chosen = choice.value;
  const layer = layers.find(({ id }) => id === chosen?.layer);
  const feature = chosen?.kind === "feature" && layer?.kind === "vector" ? layer.data.features[chosen.index] : undefined;
  return (
    <ScrollBox class="picked" label={words.attributes} isLive>
      {feature !== undefined && chosen?.kind === "feature" ? (
        <FeatureFacts feature={feature} index={chosen.index} words={words} />
      ) : chosen?.kind === "place" && layer?.kind === "raster" ? (
        <PlaceFacts place={chosen} layer={layer} words={words} language={language} />
      ) : (
        <span class="soft small">{words.pickHint}</span>
      )}
    </ScrollBox>
  );
}
