// Rules of maps and of the fields around them; the controls of OpenLayers bring no sheet of their own.
import { addStyle } from "../ui/style.js";

addStyle(`
.map{position:relative;height:26rem;min-height:14rem;border:1px solid var(--line);border-radius:.6rem;overflow:hidden;background:light-dark(#dfeaf0,#0c161c)}
.map.small{height:19rem}
.map:focus-visible{outline:3px solid var(--leaf);outline-offset:2px}
.map .ol-control{position:absolute}
.map .ol-zoom{top:.6rem;left:.6rem;display:flex;flex-direction:column;gap:.3rem}
.map .ol-zoom button{min-height:2.2rem;width:2.2rem;padding:0;font-size:1.2rem;line-height:1;box-shadow:0 1px 3px #0003}
.map .ol-scale-line{position:absolute;bottom:1.7rem;left:.6rem;background:color-mix(in srgb,var(--sheet) 85%,transparent);border-radius:.3rem;padding:.15rem .4rem;pointer-events:none}
.map .ol-scale-line-inner{border:1.5px solid var(--ink);border-top:0;color:var(--ink);font-size:.75rem;text-align:center;line-height:1.3}
.map .ol-unselectable{user-select:none}
.drawfield .map{margin:.4rem 0}.drawfield .tools{display:flex;flex-wrap:wrap;gap:.4rem}.drawfield .tools button{min-height:2.2rem;padding:.25rem .9rem}.drawfield [aria-pressed=true]{border-color:var(--leaf);color:var(--leaf)}
.drawfield .boxnumbers{margin-bottom:.6rem}.drawfield textarea{min-height:5rem}.map[data-mode]:not([data-mode=none]){cursor:crosshair}
@media (max-width:40rem){.map{height:19rem}}
`);
