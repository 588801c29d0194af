// Loads a map to draw on when its place in the page comes near to what the reader sees; a form without it is still whole.
import "./map-style.js";
import { useEffect, useRef, useState } from "preact/hooks";
import type { DrawMap, DrawMapParts } from "./draw-map.js";
import { type MapWords, mapWordsOf } from "./words.js";

type Told = Pick<DrawMapParts, "onBox" | "onGeometry">;

export interface UsedDrawMap {
  readonly target: { current: HTMLDivElement | null };
  readonly map: DrawMap | undefined;
  readonly words: MapWords;
}

/** `isWanted`: false where nothing could be drawn in the chosen system. */
export function useDrawMap(language: string, isWanted: boolean, told: Told): UsedDrawMap {
  const target = useRef<HTMLDivElement>(null);
  const latest = useRef(told);
  latest.current = told;
  const [map, setMap] = useState<DrawMap>();
  const words = mapWordsOf(language);
  useEffect(() => {
    const box = target.current;
    if (!isWanted || box === null) return undefined;
    let made: DrawMap | undefined;
    let isLeft = false;
    const load = async (): Promise<void> => {
      const { makeDrawMap } = await import("./draw-map.js");
      if (isLeft) return;
      made = makeDrawMap({
        ...{ target: box, words },
        onBox: (drawn) => latest.current.onBox?.(drawn),
        onGeometry: (drawn) => latest.current.onGeometry?.(drawn),
      });
      setMap(made);
    };
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        // Without it the fields remain.
        load().catch(() => box.remove());
      },
      { rootMargin: "300px" },
    );
    near.observe(box);
    return () => {
      isLeft = true;
      near.disconnect();
      made?.close();
      setMap(undefined);
    };
  }, [isWanted, words]);
  return { target, map, words };
}
