// A map of results with its legend and the attributes of what is chosen. The map itself is loaded when there is something to draw.
import "../map/map-style.js";
import type { Signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Frame, Layer } from "../map/frame.js";
import type { MapView } from "../map/map-view.js";
import { rampColour } from "../map/paint-raster.js";
import { mapWordsOf } from "../map/words.js";
import { say } from "../words/words.js";
import type { Choice } from "./choice.js";
import { PickedCard } from "./picked-card.js";
import type { ResultWords } from "./words.js";

export interface MapPanelParts {
  readonly frame: Frame;
  readonly choice: Signal<Choice>;
  readonly words: ResultWords;
  readonly language: string;
}

function rounded(value: number, language: string): string {
  return value.toLocaleString(language, { maximumSignificantDigits: 6 });
}

/** Bands of colour, painted on a canvas: the pages' policy lets no styles into attributes. */
function RampBar({ isGrey }: { readonly isGrey: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined) return;
    for (let at = 0; at < 128; at++) {
      const [red, green, blue] = isGrey ? [at * 2, at * 2, at * 2] : rampColour(at / 127);
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillRect(at, 0, 1, 1);
    }
  }, [isGrey]);
  return <canvas ref={canvas} class="rampbar" width={128} height={1} />;
}

function Facts({ layer, words, language }: { readonly layer: Layer; readonly words: ResultWords; readonly language: string }) {
  if (layer.kind === "raster") {
    const { width, height, bands, range, isGrey } = layer.data;
    return (
      <>
        <small>{say(bands === 1 ? words.rasterFactsOne : words.rasterFacts, { width, height, bands })}</small>
        {range !== undefined && (
          <>
            <RampBar isGrey={isGrey} />
            <span class="ends">
              <span>{rounded(range[0], language)}</span>
              <span>{rounded(range[1], language)}</span>
            </span>
          </>
        )}
      </>
    );
  }
  const { features, isCut, fault } = layer.data;
  const count = features.length;
  return (
    <>
      <small>
        {say(count === 1 ? words.featureCountOne : words.featureCount, { count: count.toLocaleString(language) })}
        {isCut ? `, ${words.cut}` : ""}
      </small>
      {fault !== undefined && <small>{fault}</small>}
    </>
  );
}

function Swatch({ colour }: { readonly colour: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (mark.current !== null) mark.current.style.color = colour;
  }, [colour]);
  return <span ref={mark} class="swatch" aria-hidden="true" />;
}

interface LegendParts extends MapPanelParts {
  readonly view: MapView | undefined;
}

function Legend({ frame, words, language, view }: LegendParts) {
  return (
    <div>
      <h3>{words.layers}</h3>
      <ul class="legend">
        {frame.layers.map((layer) => (
          <li key={layer.id}>
            <label>
              <input
                type="checkbox"
                defaultChecked
                disabled={view === undefined}
                onChange={(event) => view?.setVisible(layer.id, event.currentTarget.checked)}
              />
              {layer.kind === "vector" && <Swatch colour={layer.colour} />}
              <span class="words">
                {layer.title}
                <Facts layer={layer} words={words} language={language} />
              </span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ownWords({ own }: Frame, words: ResultWords): string | undefined {
  if (own === undefined) return undefined;
  return own.crs === undefined ? words.noCrs : say(words.ownCoordinates, { crs: own.crs });
}

export function MapPanel(parts: MapPanelParts) {
  const { frame, choice, words, language } = parts;
  const target = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MapView>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    let made: MapView | undefined;
    let isLeft = false;
    const start = async (): Promise<void> => {
      const { makeMapView } = await import("../map/map-view.js");
      if (isLeft || target.current === null) return;
      const onPick = (pick: Parameters<Parameters<typeof makeMapView>[0]["onPick"]>[0]): void => {
        choice.value = pick?.kind === "feature" ? { ...pick, isMoved: false } : pick;
      };
      made = await makeMapView({ target: target.current, frame, words: mapWordsOf(language), onPick });
      if (isLeft) made.close();
      else setView(made);
    };
    start().catch((error: unknown) => setFault(error instanceof Error ? error.message : String(error)));
    return () => {
      isLeft = true;
      made?.close();
    };
  }, [frame, choice, language]);
  const chosen = choice.value;
  useEffect(() => {
    const isOurs = chosen?.kind === "feature" && frame.layers.some(({ id }) => id === chosen.layer);
    view?.choose(isOurs ? chosen : undefined, isOurs && chosen.isMoved);
  }, [view, chosen, frame]);
  const note = ownWords(frame, words);
  if (fault !== undefined) return <p class="notice bad">{say(words.noMap, { reason: fault })}</p>;
  return (
    <div class="mapgrid">
      <div>
        <div ref={target} class="map" role="application" aria-label={words.mapKeys} />
        {note !== undefined && <p class="soft small">{note}</p>}
      </div>
      <div class="mapside">
        <Legend {...parts} view={view} />
        <div>
          <button type="button" disabled={view === undefined} onClick={() => view?.fit()}>
            {words.fit}
          </button>
        </div>
        <PickedCard layers={frame.layers} choice={choice} words={words} language={language} />
      </div>
    </div>
  );
}
