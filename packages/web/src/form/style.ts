// How the form looks, beyond the server's own sheet.

export const formStyle = `
.examples{display:flex;flex-wrap:wrap;gap:.35rem .5rem;align-items:center;margin:0 0 1rem}.examples .slight{margin-left:auto}
button.tag{font-weight:400;min-height:1.9rem;cursor:pointer;color:var(--leaf);border-color:var(--edge)}button.tag[aria-pressed=true]{background:var(--bark);border-color:var(--bark);color:#fff}
button.slight{min-height:2rem;padding:.15rem .7rem;font-weight:400;background:none;border-color:transparent;color:var(--leaf)}button.slight:hover{border-color:var(--edge)}
.value{display:flex;gap:.4rem;align-items:flex-start;margin:0 0 .5rem}.value>.one,.value>.all{flex:1 1 auto;min-width:0}
.value .row{margin:0 0 .6rem}
.input.bad input,.input.bad select,.input.bad textarea{border-color:var(--bad)}
.wrong{color:var(--bad);margin:.2rem 0;font-size:.95rem}.wrong p{margin:.15rem 0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
fieldset.sources{display:flex;flex-wrap:wrap;gap:0;border:0;padding:0;margin:0}
.sources label{position:relative;display:inline-flex;cursor:pointer}.sources input{position:absolute;opacity:0;inset:0;width:100%;height:100%;margin:0;cursor:pointer}
.sources span{padding:.35rem .8rem;border:1px solid var(--edge);margin-left:-1px;font-size:.92rem;background:var(--sheet)}
.sources label:first-of-type span{border-radius:.35rem 0 0 .35rem;margin-left:0}.sources label:last-of-type span{border-radius:0 .35rem .35rem 0}
.sources input:checked+span{background:var(--bark);border-color:var(--bark);color:#fff}.sources input:focus-visible+span{outline:3px solid var(--leaf);outline-offset:2px}
.data-head{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between;margin:0 0 .5rem}.data-head select{width:auto;max-width:100%;flex:0 1 auto}
.grow{flex:1 1 auto;min-width:0}.choice .row{margin:.35rem 0}.choice .row select{max-width:24rem}
.verdict{color:var(--bad);margin:0}.verdict.fine{color:var(--good)}
details.copy{margin:1rem 0}details.copy pre{max-height:22rem}
`;
