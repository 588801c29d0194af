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

/** Rules of maps and of what stands around them; the controls of OpenLayers bring no sheet of their own. */
export const mapRules = `
.map{position:relative;height:26rem;min-height:14rem;border:1px solid var(--line);border-radius:.6rem;overflow:hidden;background:light-dark(#dfeaf0,#0c161c);touch-action:pan-y pinch-zoom}
.map.small{height:19rem}
.map:focus-visible{outline:3px solid var(--leaf);outline-offset:2px}
.map .ol-control{position:absolute}
.map .ol-zoom{top:.6rem;left:.6rem;display:flex;flex-direction:column;gap:.3rem}
.map .ol-zoom button{min-height:2.2rem;width:2.2rem;padding:0;font-size:1.2rem;line-height:1;box-shadow:0 1px 3px #0003}
.map .ol-scale-line{position:absolute;bottom:.6rem;left:.6rem;background:color-mix(in srgb,var(--sheet) 85%,transparent);border-radius:.3rem;padding:.15rem .4rem;pointer-events:none}
.map .ol-scale-line-inner{border:1.5px solid var(--ink);border-top:0;color:var(--ink);font-size:.75rem;text-align:center;line-height:1.3}
.map .ol-unselectable{user-select:none}
.maphint{position:absolute;right:.6rem;bottom:.6rem;background:color-mix(in srgb,var(--sheet) 85%,transparent);border-radius:.3rem;padding:.15rem .5rem;font-size:.75rem;color:var(--soft);pointer-events:none}
@media (max-width:40rem){.map{height:19rem}}
`;
