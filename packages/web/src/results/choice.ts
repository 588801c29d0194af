// What a reader has chosen among the features of all layers: shared by the map, its card of attributes and the tables.
import { type Signal, signal } from "@preact/signals";

export type Choice =
  /** `isMoved`: the map is to bring it into view, for it was chosen elsewhere. */
  | { readonly kind: "feature"; readonly layer: string; readonly index: number; readonly isMoved: boolean }
  | { readonly kind: "place"; readonly layer: string; readonly x: number; readonly y: number }
  | undefined;

export function makeChoice(): Signal<Choice> {
  return signal<Choice>(undefined);
}
