// How the pages of jobs look, beside the server's own sheet.

export const jobStyle = `
.state,thead th{white-space:nowrap}
.job-head{display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:center}.job-head h1{margin:0}
.bar-row{display:flex;gap:.8rem;align-items:center;max-width:46rem}.bar-row progress{flex:1;max-width:none}
.spans{display:flex;height:.9rem;border-radius:.45rem;overflow:hidden;gap:2px;background:var(--line);max-width:46rem}
.span{min-width:.25rem;flex:1 1 0}.span.waiting,.dot.waiting{background:var(--edge)}.span.staging,.dot.staging{background:var(--busy)}
.span.running,.dot.running{background:var(--leaf)}.span.paused,.dot.paused{background:var(--still)}.span.publishing,.dot.publishing{background:var(--bark)}
.span-list{list-style:none;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.3rem 1.6rem}.attempts{padding-left:0;list-style:none;margin:.6rem 0}.attempts>li{margin:.5rem 0;padding-left:.9rem;border-left:3px solid var(--line)}.dot{display:inline-block;width:.7rem;height:.7rem;border-radius:50%;margin-right:.45rem}
.curves{display:flex;flex-wrap:wrap;gap:1rem}.curve{margin:0;flex:1 1 17rem;max-width:26rem;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:.6rem .8rem}
.curve svg{display:block;width:100%;height:4.5rem;margin-top:.3rem}.curve polyline{fill:none;stroke:var(--leaf);stroke-width:2;vector-effect:non-scaling-stroke}.curve polygon{fill:var(--leaf);opacity:.16}
.log-tools{display:flex;flex-wrap:wrap;gap:.5rem .8rem;align-items:center;margin:.4rem 0}.log-tools select,.log-tools input[type=search]{width:auto!important;min-width:9rem}
.log-box{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;max-height:24rem;overflow:auto;padding:.5rem 0;font:.86rem/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
.log-line{display:flex;gap:.8rem;padding:0 .8rem;white-space:pre-wrap;overflow-wrap:anywhere}
.log-line.error{color:var(--bad)}.log-line.warning{color:var(--still)}.log-line.debug{color:var(--soft)}.log-number{color:var(--soft);min-width:2.6rem;text-align:right;user-select:none;flex:none}.log-gap{color:var(--soft);padding:0 .8rem}
.failure h2{margin:.1rem 0 .3rem;color:var(--bad)}.failure-what{font-size:1.08rem;font-weight:600}
.tag.hit{color:var(--bad);border-color:var(--bad);font-weight:600}.hash{font-size:.78em;overflow-wrap:anywhere}
.counts{border:0;padding:0;display:flex;flex-wrap:wrap;gap:.5rem;margin:.8rem 0}.counts button{min-height:2.2rem;padding:.2rem .9rem;font-weight:400}.counts button[aria-pressed=true]{border-color:var(--leaf);box-shadow:inset 0 0 0 1px var(--leaf);font-weight:600}
.live{display:inline-flex;gap:.4rem;align-items:center;color:var(--soft);font-size:.9rem}.live::before{content:"";width:.6rem;height:.6rem;border-radius:50%;background:var(--still)}.live.on::before{background:var(--good)}
.job-rows .pick{width:1%}.job-page .wide tbody th{white-space:nowrap}.job-rows td,.job-rows th{vertical-align:middle}.small-bar{width:7rem;height:.5rem}
.job-page h2{margin-top:1.8rem}
`;
