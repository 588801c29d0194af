// How the maps look: colours that are told apart on light and on dark ground and by those who see fewer of them, and the marks of features.
import { Circle, Fill, Stroke, Style } from "ol/style.js";

const chosen = "#e11d48";

/** A variable of the page's sheet, as the page is shown now. */
export function pageColour(element: Element, name: string, otherwise: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name}, ${otherwise})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color === "" ? otherwise : color;
}

function mark(
  colour: string,
  { width, fill, radius }: { readonly width: number; readonly fill: string; readonly radius: number },
): Style[] {
  const halo = new Style({ stroke: new Stroke({ color: "rgba(255,255,255,.75)", width: width + 2.5 }) });
  const own = new Style({
    stroke: new Stroke({ color: colour, width }),
    fill: new Fill({ color: fill }),
    image: new Circle({ radius, fill: new Fill({ color: colour }), stroke: new Stroke({ color: "#fff", width: 1.5 }) }),
  });
  return [halo, own];
}

export function featureStyle(colour: string): Style[] {
  return mark(colour, { width: 2, fill: `${colour}40`, radius: 5.5 });
}

export const chosenStyle: Style[] = mark(chosen, { width: 3, fill: `${chosen}40`, radius: 7.5 }).map((style) => {
  style.setZIndex(1);
  return style;
});
