// What is shown of a file that is not for the map: a table, a picture, a tree, text, or bytes as they are. Never more than the bounds, and never as a document of its
// own: whatever a process wrote is text here.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../words/words.js";
import { DataTable } from "./data-table.js";
import { imageSize } from "./image-size.js";
import { JsonTree } from "./json-tree.js";
import { type FileOutput, sizeText, type Viewer } from "./output-type.js";
import { most, type ReadBytes, readBytes, textOf, throughServer } from "./read-output.js";
import { TextBox } from "./scroll-box.js";
import { readSeparated } from "./separated-text.js";
import type { ResultWords } from "./words.js";

const mostPixels = 64e6;
const mostRows = 5000;
const nothing: ReadBytes = { bytes: new Uint8Array(), isCut: false };

interface PreviewParts {
  readonly output: FileOutput;
  readonly words: ResultWords;
  readonly language: string;
}

/** The first bytes of the file; undefined while they are read. */
function useBytes(output: FileOutput, count: number): ReadBytes | "gone" | undefined {
  const [read, setRead] = useState<ReadBytes | "gone">();
  useEffect(() => {
    const abort = new AbortController();
    // A file of no bytes has no range that could be asked for.
    const reading = output.byteLength === 0 ? Promise.resolve(nothing) : readBytes(output.href, count, abort.signal);
    reading.then(setRead, () => {
      if (!abort.signal.aborted) setRead("gone");
    });
    return () => abort.abort();
  }, [output.href, output.byteLength, count]);
  return read;
}

function Waiting({ read, words }: { readonly read: "gone" | undefined; readonly words: ResultWords }) {
  return <p class="soft">{read === "gone" ? words.gone : words.reading}</p>;
}

function TextView({ output, words, language }: PreviewParts) {
  const [count, setCount] = useState<number>(most.text);
  const read = useBytes(output, count);
  if (read === undefined || read === "gone") return <Waiting read={read} words={words} />;
  const size = { size: sizeText(read.bytes.byteLength, language), whole: sizeText(output.byteLength, language) };
  return (
    <>
      {read.bytes.byteLength === 0 ? <p class="soft">{words.empty}</p> : <TextBox label={output.title} text={textOf(read.bytes)} />}
      {read.isCut && (
        <p class="soft small">
          {say(words.beginningText, size)}{" "}
          {count < 16 * most.text && (
            <button type="button" onClick={() => setCount(count * 4)}>
              {words.more}
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** Sixteen bytes a line: where they stand, as numbers, and as letters where they are some. */
function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const line = [...bytes.subarray(at, at + 16)];
    const numbers = line.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const letters = line.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${at.toString(16).padStart(6, "0")}  ${numbers.padEnd(47)}  ${letters}`);
  }
  return lines.join("\n");
}

function HexView({ output, words }: PreviewParts) {
  const read = useBytes(output, most.hex);
  if (read === undefined || read === "gone") return <Waiting read={read} words={words} />;
  if (read.bytes.byteLength === 0) return <p class="soft">{words.empty}</p>;
  return (
    <>
      <p class="soft small">{say(words.firstBytes, { type: output.mediaType, count: read.bytes.byteLength })}</p>
      <TextBox label={output.title} text={hexLines(read.bytes)} isWrapped={false} />
    </>
  );
}

function TooLarge({ bound, children, ...parts }: PreviewParts & { readonly bound: number; readonly children?: ComponentChildren }) {
  const { output, words, language } = parts;
  return (
    <>
      <p class="notice">{say(words.tooLarge, { size: sizeText(output.byteLength, language), most: sizeText(bound, language) })}</p>
      {children}
    </>
  );
}

function JsonView(parts: PreviewParts) {
  const { output, words } = parts;
  const read = useBytes(output, most.json);
  if (read === undefined || read === "gone") return <Waiting read={read} words={words} />;
  if (read.isCut)
    return (
      <TooLarge {...parts} bound={most.json}>
        <TextView {...parts} />
      </TooLarge>
    );
  try {
    return <JsonTree value={JSON.parse(textOf(read.bytes)) as unknown} words={words} />;
  } catch {
    return <TextView {...parts} />;
  }
}

function TableView(parts: PreviewParts) {
  const { output, words } = parts;
  const read = useBytes(output, most.table);
  if (read === undefined || read === "gone") return <Waiting read={read} words={words} />;
  const { header, rows, isCut } = readSeparated(textOf(read.bytes), { isPart: read.isCut, rows: mostRows });
  if (header.length === 0) return <p class="soft">{words.empty}</p>;
  // Names may repeat; a column is known by its place as well.
  const columns = header.map((name, at) => (header.indexOf(name) === at ? name : `${name} (${at + 1})`));
  return (
    <>
      <DataTable
        title={output.title}
        columns={columns.slice(0, 100)}
        count={rows.length}
        row={(index) => rows[index] ?? []}
        words={words}
      />
      {isCut && <p class="soft small">{words.cutRows}</p>}
    </>
  );
}

function ImageView(parts: PreviewParts) {
  const { output, words } = parts;
  const read = useBytes(output, most.text);
  const [isBroken, setBroken] = useState(false);
  if (output.byteLength > most.image) return <TooLarge {...parts} bound={most.image} />;
  if (read === undefined || read === "gone") return <Waiting read={read} words={words} />;
  const size = imageSize(read.bytes);
  if (size === undefined || isBroken)
    return (
      <>
        <p class="notice">{words.notPicture}</p>
        <HexView {...parts} />
      </>
    );
  const { width, height } = size;
  if (width * height > mostPixels) return <p class="notice">{say(words.tooManyPixels, { width, height })}</p>;
  return (
    <img
      class="picture"
      src={throughServer(output.href)}
      alt={output.title}
      width={width}
      height={height}
      onError={() => setBroken(true)}
    />
  );
}

/** By one of the viewers that need no map; `bound` is the limit that a file exceeds which was meant for one. */
export function FilePreview({ viewer, bound, ...parts }: PreviewParts & { readonly viewer: Viewer; readonly bound?: number }) {
  if (bound !== undefined)
    return (
      <TooLarge {...parts} bound={bound}>
        {viewer === "raster" || viewer === "flatgeobuf" ? <HexView {...parts} /> : <TextView {...parts} />}
      </TooLarge>
    );
  switch (viewer) {
    case "json":
    case "geojson":
      return <JsonView {...parts} />;
    case "table":
      return <TableView {...parts} />;
    case "image":
      return <ImageView {...parts} />;
    case "text":
    case "xml":
    case "gml":
    case "kml":
      return <TextView {...parts} />;
    default:
      return <HexView {...parts} />;
  }
}
