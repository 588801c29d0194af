// The outputs of a job: what each is, where to download it, and a preview; those with a place on the earth together on one map. Used by the page of results and by
// that of a job.
import { computed, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { framesOf } from "../map/frame.js";
import { layerColours } from "../map/layer-colours.js";
import { addStyle } from "../ui/style.js";
import { say } from "../words/words.js";
import { type Choice, makeChoice } from "./choice.js";
import { DataTable } from "./data-table.js";
import { FilePreview } from "./file-preview.js";
import { layersOf, makeModels, type OutputModel } from "./layers.js";
import { MapPanel } from "./map-panel.js";
import { type FileOutput, type ResultOutput, sizeText } from "./output-type.js";
import { valueText } from "./picked-card.js";
import { TextBox } from "./scroll-box.js";
import { resultRules } from "./style.js";
import { type ResultWords, resultWordsOf } from "./words.js";

addStyle(resultRules);

interface CardParts {
  readonly model: OutputModel;
  readonly choice: Signal<Choice>;
  readonly words: ResultWords;
  readonly language: string;
}

function Hash({ sha256, words }: { readonly sha256: string; readonly words: ResultWords }) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(sha256).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <span class="hash">
      {words.hash}
      <code title={sha256}>{sha256}</code>
      <button type="button" onClick={copy}>
        {isCopied ? words.copied : words.copy}
      </button>
    </span>
  );
}

function About({ output, words, language }: { readonly output: FileOutput; readonly words: ResultWords; readonly language: string }) {
  return (
    <p class="about">
      <a class="button" href={output.href} download aria-label={say(words.downloadOf, { title: output.title })}>
        {words.download}
      </a>
      <span class="tag">{output.mediaType}</span>
      <span>{sizeText(output.byteLength, language)}</span>
      <Hash sha256={output.sha256} words={words} />
    </p>
  );
}

function Simple({ output, words }: { readonly output: Exclude<ResultOutput, FileOutput>; readonly words: ResultWords }) {
  if (output.kind === "bbox")
    return (
      <>
        <p class="literal">{output.bbox.join(", ")}</p>
        <p class="soft small">
          <code>{output.crs}</code>
        </p>
      </>
    );
  return (
    <>
      {output.value.length > 200 ? <TextBox label={output.title} text={output.value} /> : <p class="literal">{output.value}</p>}
      {output.uom !== undefined && <p class="soft small">{say(words.unit, { unit: output.uom })}</p>}
    </>
  );
}

const mostColumns = 60;

function FeatureTable({ model, choice, words }: CardParts) {
  const { state, output } = model;
  if (state.value.kind !== "ready" || state.value.layer.kind !== "vector") return null;
  const { features, fault, isCut } = state.value.layer.data;
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))].slice(0, mostColumns);
  const chosen = choice.value?.kind === "feature" && choice.value.layer === output.id ? choice.value.index : undefined;
  const row = (index: number) => [
    features[index]?.geometry?.type ?? "",
    ...names.map((name) => valueText(features[index]?.properties[name])),
  ];
  const onChoose = (index: number): void => {
    choice.value = { kind: "feature", layer: output.id, index, isMoved: true };
  };
  return (
    <>
      {fault !== undefined && <p class="notice bad">{fault}</p>}
      {features.length === 0 && fault === undefined && <p class="soft">{words.nothingDrawn}</p>}
      {features.length > 0 && (
        <DataTable
          {...{ title: output.title, columns: [words.geometryType, ...names], count: features.length, row, words }}
          choice={{ chosen, onChoose }}
        />
      )}
      {isCut && <p class="soft small">{words.cutRows}</p>}
    </>
  );
}

function Preview(parts: CardParts) {
  const { model, words, language } = parts;
  const { output } = model;
  const state = model.state.value;
  if (output.kind !== "file") return <Simple output={output} words={words} />;
  switch (state.kind) {
    case "reading":
      return <p class="soft">{words.reading}</p>;
    case "gone":
      return <p class="notice">{words.gone}</p>;
    case "too-large":
      return <FilePreview {...{ output, words, language, viewer: state.viewer, bound: state.most }} />;
    case "other":
      return (
        <>
          {state.fault !== undefined && (
            <p class="notice">
              {say(words.unreadable, { what: output.mediaType })} {state.fault}
            </p>
          )}
          <FilePreview {...{ output, words, language, viewer: state.viewer }} />
        </>
      );
    case "ready":
      return <FeatureTable {...parts} />;
  }
}

function Card({ Heading, ...parts }: CardParts & Required<Pick<ResultsParts, "Heading">>) {
  const { output } = parts.model;
  return (
    <section class="sheet result" data-output={output.id} data-state={parts.model.state.value.kind}>
      <header>
        <Heading>
          {output.title} <code>{output.id}</code>
        </Heading>
      </header>
      {output.kind === "file" && <About output={output} words={parts.words} language={parts.language} />}
      <Preview {...parts} />
    </section>
  );
}

export interface ResultsParts {
  readonly outputs: readonly ResultOutput[];
  /** Of all files in one archive. */
  readonly zipHref: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** Beside the sum of what there is: how long it is kept. */
  readonly kept?: ComponentChildren;
  /** Of each output; default: h2. */
  readonly Heading?: "h2" | "h3";
}

function Summary({ outputs, zipHref, kept, words, language }: ResultsParts & { readonly words: ResultWords }) {
  const files = outputs.filter((one) => one.kind === "file");
  const values = {
    count: outputs.length,
    size: sizeText(
      files.reduce((sum, { byteLength }) => sum + byteLength, 0),
      language,
    ),
  };
  const phrase =
    outputs.length === 1 ? (files.length === 0 ? words.noFilesOne : words.summaryOne) : files.length === 0 ? words.noFiles : words.summary;
  return (
    <div class="resulthead">
      <p class="soft">{say(phrase, values)}</p>
      {kept}
      <a class="button main last" href={zipHref} download>
        {words.downloadAll}
      </a>
    </div>
  );
}

export function ResultsView(parts: ResultsParts) {
  const { outputs, language, Heading = "h2" } = parts;
  const words = resultWordsOf(language);
  const choice = useMemo(makeChoice, []);
  const abort = useMemo(() => new AbortController(), []);
  useEffect(() => () => abort.abort(), [abort]);
  const models = useMemo(() => makeModels(outputs, abort.signal), [outputs, abort]);
  // The map is made once, when all that may stand on it is read.
  const frames = useMemo(
    () => computed(() => (models.some(({ state }) => state.value.kind === "reading") ? [] : framesOf(layersOf(models, layerColours)))),
    [models],
  );
  if (outputs.length === 0) return <p>{words.none}</p>;
  const isReady = models.every(({ state }) => state.value.kind !== "reading");
  return (
    <div class="results" data-ready={isReady}>
      <Summary {...parts} words={words} />
      {frames.value.map((frame) => (
        <section class="sheet" key={frame.layers[0]?.id} aria-label={words.map}>
          <MapPanel {...{ frame, choice, words, language }} />
        </section>
      ))}
      {models.map((model) => (
        <Card key={model.output.id} {...{ model, choice, words, language, Heading }} />
      ))}
    </div>
  );
}
