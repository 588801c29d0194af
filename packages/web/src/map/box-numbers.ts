// A bounding box between the order of axes that its reference system's name promises and the map, which has longitude first and knows degrees only.
import { isKnown, parseCrsName } from "@terrarium/geo/crs";
import type { Box } from "./draw-map.js";

/** As a request has it: the lower corner, then the upper one, in the order of axes of `crs`. */
export interface BoxValue {
  readonly bbox: readonly [number, number, number, number];
  readonly crs: string;
}

interface System {
  readonly code: string;
  readonly northFirst: boolean;
}

/** undefined where the order of its axes is not known here: then numbers stand as they are written. */
export function systemOf(crs: string): System | undefined {
  try {
    return parseCrsName(/^epsg:/i.test(crs) ? crs.toUpperCase() : crs);
  } catch {
    return undefined;
  }
}

export function isDrawable(crs: string): boolean {
  const system = systemOf(crs);
  return system !== undefined && isKnown(system.code);
}

/** West, south, east, north of a value, in the units of its own system. */
export function eastFirst({ bbox: [a, b, c, d], crs }: BoxValue): Box {
  return systemOf(crs)?.northFirst === true ? [b, a, d, c] : [a, b, c, d];
}

export function boxValue([west, south, east, north]: Box, crs: string): BoxValue {
  return { crs, bbox: systemOf(crs)?.northFirst === true ? [south, west, north, east] : [west, south, east, north] };
}

/** A box in another system of those that can be drawn; undefined where it has no place there. */
export async function moved(box: Box, from: string, to: string): Promise<Box | undefined> {
  const [source, target] = [systemOf(from), systemOf(to)];
  if (source === undefined || target === undefined || !isKnown(source.code) || !isKnown(target.code)) return undefined;
  if (source.code === target.code) return box;
  const { transformBox } = await import("@terrarium/geo/transform");
  try {
    const found = transformBox([...box], source.code, target.code);
    const digits = /4326|4258|4269|4156/.test(target.code) ? 6 : 2;
    const [west, south, east, north] = found.map((value) => Number(value.toFixed(digits)));
    return [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
  } catch {
    return undefined;
  }
}
