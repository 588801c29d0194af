// Rules of the results; those of maps are map/look.ts's.

export const resultRules = `
.resulthead{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:center;margin:.6rem 0 1rem}.resulthead p{margin:0}.resulthead .last{margin-left:auto}.resulthead .kept{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:center}.resulthead .kept button{min-height:2.1rem;padding:.2rem .9rem}
.result>header{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;justify-content:space-between}
.result>header :is(h2,h3){margin:0;font-size:1.15rem}.result>header :is(h2,h3) code{font-size:.78em;font-weight:400;color:var(--soft)}
.result .about{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:center;margin:.3rem 0 .8rem;color:var(--soft);font-size:.9rem;max-width:none}
.result .hash{display:inline-flex;gap:.4rem;align-items:center;min-width:0;max-width:100%;white-space:nowrap}.result .hash code{min-width:0;flex:0 1 auto;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-width:13rem}
.result .hash button{min-height:1.9rem;padding:.1rem .6rem;font-size:.82rem;font-weight:400}
.result .literal{font-size:1.35rem;font-weight:600;margin:.4rem 0;white-space:pre-wrap;max-width:none}
.result img.picture{display:block;max-width:100%;height:auto;max-height:36rem;border:1px solid var(--line);border-radius:.5rem;background:repeating-conic-gradient(#8883 0 25%,transparent 0 50%) 0 0/1.2rem 1.2rem}
.textbox{max-height:28rem;overflow:auto;background:var(--sheet);border:1px solid var(--line);border-radius:.5rem}.textbox pre{border:0;margin:0;max-height:none;overflow:visible;background:none}
.datatable .wide{max-height:24rem;overflow:auto;border:1px solid var(--line);border-radius:.5rem;background:var(--sheet)}
.datatable caption{padding:.5rem .8rem;caption-side:top}
.datatable th,.datatable td{padding:.4rem .8rem;font-size:.92rem;white-space:nowrap;max-width:26rem;overflow:hidden;text-overflow:ellipsis}
.datatable thead th{position:sticky;top:0;background:var(--sheet);box-shadow:0 1px var(--line);z-index:1}
.datatable tbody tr:has(.pick){cursor:pointer}.datatable tbody tr:has(.pick):hover{background:light-dark(#eef4ee,#1e2a20)}
.datatable tr.chosen{background:light-dark(#fde8ee,#3d1722)!important}
.datatable .pick{min-height:1.8rem;padding:0 .6rem;font-weight:400;font-variant-numeric:tabular-nums}.datatable .pick[aria-pressed=true]{border-color:light-dark(#c8103f,#ff8ba5);color:light-dark(#c8103f,#ff8ba5)}
.datatable .pages{display:flex;flex-wrap:wrap;gap:.8rem;align-items:center;font-size:.92rem}.datatable .pages button{min-height:2.2rem;padding:.2rem .9rem}
button:disabled{opacity:.5;cursor:default}
.tree{font:.9rem/1.6 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:.6rem 1rem;max-height:28rem;overflow:auto}
.tree ul{list-style:none;margin:0;padding-left:1.3rem;border-left:1px solid var(--line)}.tree summary{font-weight:400;padding:0}.tree .name{color:var(--soft)}
.tree .string{color:var(--good)}.tree .number{color:var(--busy)}.tree .boolean,.tree .null{color:var(--still)}.tree button{min-height:1.8rem;padding:0 .7rem}
.mapgrid{display:grid;grid-template-columns:minmax(0,1fr) 18rem;gap:1rem;align-items:stretch}
.mapside{display:flex;flex-direction:column;gap:.8rem;min-width:0}.mapside h3{margin:0 0 .2rem}
.legend{list-style:none;margin:0;padding:0;display:grid;gap:.4rem}.legend label{display:flex;gap:.5rem;align-items:flex-start;font-weight:400}
.legend .swatch{flex:none;width:1.1rem;height:1.1rem;border-radius:.25rem;border:2px solid currentColor;margin-top:.2rem;position:relative}.legend .swatch::after{content:"";position:absolute;inset:0;background:currentColor;opacity:.25}
.legend .rampbar{display:block;width:100%;height:.6rem;border-radius:.2rem;margin:.2rem 0 0}.legend .ends{display:flex;justify-content:space-between;font-size:.82rem;color:var(--soft)}
.legend .words{min-width:0;flex:1}.legend small{display:block;color:var(--soft);font-size:.85rem}
.picked{background:light-dark(#f4f7f3,#131a13);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .9rem;overflow:auto;max-height:18rem}.picked dl{display:grid;grid-template-columns:minmax(4rem,max-content) minmax(0,1fr);gap:.15rem .8rem;margin:.3rem 0 0;font-size:.92rem}.picked dt{color:var(--soft)}.picked dd{margin:0;white-space:pre-wrap}
@media (max-width:52rem){.mapgrid{grid-template-columns:minmax(0,1fr)}}
`;
