// Claims about inferred types, proved by the compiler: this file must compile. It does nothing when loaded.
import { defineProcess } from "./define-process.js";
import type { Format } from "./description.js";
import type { ComplexHandle } from "./file-handle.js";
import type { BoundingBox, OutputValues, Values } from "./process-values.js";
import { type RasterHandle, raster } from "./raster-file.js";
import { bbox, complex, literal } from "./specs.js";
import { type Row, type TableHandle, table } from "./table-file.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Fits<A, B> = A extends B ? true : false;
/** Compiles only if every claim holds. */
export type Claims<All extends readonly true[]> = All;
type Not<Claim extends boolean> = Claim extends true ? false : true;

const json: Format = { mediaType: "application/json" };
const inputs = {
  delay: literal("float", { title: "Delay" }),
  times: literal("integer", { default: 3 }),
  name: literal("string", { minOccurs: 0 }),
  tags: literal("string", { minOccurs: 0, maxOccurs: 5 }),
  cap: literal("string", { allowedValues: ["round", "flat"] }),
  size: literal("float", { allowedValues: [0, 1, { minimum: 10, maximum: 100, spacing: 10 }] }),
  flag: literal("boolean", {}),
  day: literal("date", {}),
  layer: complex({ formats: [json] }),
  layers: complex({ formats: [json], maxOccurs: 3 }),
  mask: complex({ formats: [json], minOccurs: 0 }),
  rows: table({ title: "Rows" }),
  dems: raster({ maxOccurs: 2 }),
  extra: table({ minOccurs: 0, formats: [json] }),
  box: bbox({ crs: ["EPSG:4326"] }),
  unset: literal("float", { minOccurs: 0, default: 1 }),
};
const outputs = {
  count: literal("integer", {}),
  text: literal("string", { uoms: ["unity"] }),
  file: complex({ formats: [json] }),
  rows: table({}),
  dem: raster({}),
  box: bbox({ crs: ["EPSG:4326"] }),
};
type In = Values<typeof inputs>;
type Out = OutputValues<typeof outputs>;

export type InputClaims = Claims<
  [
    Same<In["delay"], number>,
    Same<In["times"], number>,
    Same<In["name"], string | undefined>,
    Same<In["tags"], readonly string[]>,
    Same<In["cap"], "round" | "flat">,
    Same<In["size"], number>,
    Same<In["flag"], boolean>,
    Same<In["day"], string>,
    Same<In["layer"], ComplexHandle>,
    Same<In["layers"], readonly ComplexHandle[]>,
    Same<In["mask"], ComplexHandle | undefined>,
    Same<In["rows"], TableHandle>,
    Same<In["dems"], readonly RasterHandle[]>,
    Same<In["extra"], TableHandle | undefined>,
    Same<In["box"], BoundingBox>,
    Same<In["unset"], number>,
    Not<Fits<"nowhere", keyof In>>,
  ]
>;

type Files = { file: { path: "a" }; rows: readonly Row[]; dem: { path: "a" } };
type Good = Files & { count: 1; text: { value: "a"; uom: "unity" }; box: { bbox: number[] } };
export type OutputClaims = Claims<
  [
    Fits<Good, Out>,
    Fits<
      {
        count: undefined;
        text: "a";
        file: { json: [1] };
        rows: { text: "a" };
        dem: { bytes: Uint8Array };
        box: { bbox: number[]; crs: "EPSG:4326" };
      },
      Out
    >,
    Not<Fits<Omit<Good, "count">, Out>>,
    Not<Fits<Omit<Good, "count"> & { count: "many" }, Out>>,
    Not<Fits<Omit<Good, "file"> & { file: "a" }, Out>>,
    Not<Fits<Omit<Good, "rows"> & { rows: "a,b" }, Out>>,
    Not<Fits<Omit<Good, "rows"> & { rows: readonly (() => void)[] }, Out>>,
    Not<Fits<Omit<Good, "dem"> & { dem: readonly Row[] }, Out>>,
    Not<Fits<Omit<Good, "box"> & { box: number[] }, Out>>,
  ]
>;

type Options = Parameters<typeof literal<"float", { readonly title: "a"; readonly minimum: 3 }>>[1];
export type BuilderClaims = Claims<[Not<Fits<{ readonly title: "a"; readonly minimum: 3 }, Options>>]>;

/** Inference goes through defineProcess as well: inputs, the asked format, and the names of outputs. */
export const sample = defineProcess({
  id: "sample",
  version: "1",
  title: "Sample",
  inputs,
  outputs,
  run: ({ inputs: given, job }) => {
    const cap: "round" | "flat" = given.cap;
    const format: Format = job.output("file").format;
    const asked: boolean = job.output("count").asked;
    const rows: AsyncIterable<Row> = given.rows.rows();
    const isHeard: boolean = job.signal.aborted || rows === undefined;
    return { count: given.times, text: cap, file: { json: asked, format }, rows: [{ isHeard }], dem: { path: "dem" }, box: given.box };
  },
});
type Names = Parameters<Parameters<(typeof sample)["run"]>[0]["job"]["output"]>[0];
export type CallClaims = Claims<[Same<Names, "count" | "text" | "file" | "rows" | "dem" | "box">]>;
