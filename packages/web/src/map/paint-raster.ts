// Colours for the values of a raster: as they are where they are colours, else stretched between the least and the greatest. What holds no data is clear.

export type Band = Float64Array;

export interface PaintParts {
  readonly width: number;
  readonly height: number;
  readonly nodata: number | undefined;
  /** Values are 0 to 255, as those of pictures are. */
  readonly isByte: boolean;
  /** Of a palette: all reds, all greens, all blues, 0 to 65,535. */
  readonly colours?: readonly number[];
}

export interface Painted {
  readonly picture: HTMLCanvasElement;
  readonly range?: readonly [number, number];
  readonly isGrey: boolean;
}

/** From dark to light, told apart in print and by those who see fewer colours. */
export const ramp: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

/** `at`: 0 to 1. */
export function rampColour(at: number): readonly [number, number, number] {
  const place = Math.min(1, Math.max(0, at)) * (ramp.length - 1);
  const index = Math.min(ramp.length - 2, Math.floor(place));
  const [low, high] = [ramp[index] ?? [0, 0, 0], ramp[index + 1] ?? [0, 0, 0]];
  const mix = (channel: 0 | 1 | 2) => Math.round(low[channel] + (high[channel] - low[channel]) * (place - index));
  return [mix(0), mix(1), mix(2)];
}

function isData(value: number, nodata: number | undefined): boolean {
  return Number.isFinite(value) && value !== nodata;
}

/** Least and greatest of what holds data; undefined where nothing does. */
export function rangeOf(bands: readonly Band[], nodata: number | undefined): readonly [number, number] | undefined {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const band of bands) {
    for (const value of band) {
      if (!isData(value, nodata)) continue;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  return least > greatest ? undefined : [least, greatest];
}

type Colour = (index: number) => readonly [number, number, number, (number | undefined)?];

function colouring(bands: readonly Band[], parts: PaintParts, range: readonly [number, number]): Colour {
  const [first = new Float64Array(), second, third, alpha] = bands;
  const { colours, isByte } = parts;
  if (colours !== undefined) {
    const size = colours.length / 3;
    const channel = (value: number, part: number) => (colours[part * size + value] ?? 0) / 257;
    return (index) => [channel(first[index] ?? 0, 0), channel(first[index] ?? 0, 1), channel(first[index] ?? 0, 2)];
  }
  const [least, greatest] = isByte && bands.length > 1 ? [0, 255] : range;
  const spread = greatest - least || 1;
  const grey = (band: Band, index: number) => (((band[index] ?? 0) - least) / spread) * 255;
  if (second !== undefined && third !== undefined)
    return (index) => [grey(first, index), grey(second, index), grey(third, index), isByte ? alpha?.[index] : undefined];
  if (isByte) return (index) => [grey(first, index), grey(first, index), grey(first, index)];
  return (index) => rampColour(((first[index] ?? 0) - least) / spread);
}

export function paint(bands: readonly Band[], parts: PaintParts): Painted {
  const { width, height, nodata, isByte, colours } = parts;
  const picture = document.createElement("canvas");
  picture.width = width;
  picture.height = height;
  const context = picture.getContext("2d");
  const shown = bands.slice(0, 3);
  const range = rangeOf(shown, nodata);
  if (context === null || range === undefined) return { picture, isGrey: true };
  const colour = colouring(bands, parts, range);
  const pixels = context.createImageData(width, height);
  for (let index = 0; index < width * height; index++) {
    if (!shown.every((band) => isData(band[index] ?? Number.NaN, nodata))) continue;
    const [red, green, blue, alpha = 255] = colour(index);
    pixels.data.set([red, green, blue, alpha], index * 4);
  }
  context.putImageData(pixels, 0, 0);
  return { picture, isGrey: isByte, ...(shown.length === 1 && colours === undefined ? { range } : {}) };
}
