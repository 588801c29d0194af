// The one stylesheet of all pages: no image, no font and no address of anybody else. Light and dark by the visitor's choice.

export const style = `
:root{color-scheme:light dark;
--ground:light-dark(#f6f8f4,#10150f);--sheet:light-dark(#ffffff,#182018);--ink:light-dark(#18241b,#e4ece4);--soft:light-dark(#4b5a50,#a3b3a8);
--line:light-dark(#ccd6cc,#334036);--edge:light-dark(#76857a,#7d8c81);--leaf:light-dark(#14653a,#86d9a7);--bark:light-dark(#10532f,#1c7a48);
--good:light-dark(#14653a,#86d9a7);--busy:light-dark(#11558a,#8cc6f5);--bad:light-dark(#a01c1c,#ffa8a0);--still:light-dark(#6a4a00,#ecc46a)}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--leaf);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--leaf);outline-offset:2px;border-radius:.2rem}
.skip{position:absolute;left:-99rem;top:0;background:var(--sheet);padding:.6rem 1rem;z-index:1}.skip:focus{left:0}
body>header{background:var(--sheet);border-bottom:1px solid var(--line)}
.bar{max-width:66rem;margin:0 auto;padding:.7rem 1.2rem;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;align-items:center}
.bar .home{font-weight:700;font-size:1.05rem;color:var(--ink);text-decoration:none;margin-right:auto}
.bar nav{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem}
.bar nav a{text-decoration:none;padding:.3rem 0;border-bottom:2px solid transparent}.bar nav a:hover{border-color:var(--line)}
.bar nav a[aria-current]{border-color:var(--leaf);color:var(--ink);font-weight:600}
main{max-width:66rem;margin:0 auto;padding:1.6rem 1.2rem 4rem}
body>footer{max-width:66rem;margin:0 auto;padding:1rem 1.2rem 2.5rem;color:var(--soft);font-size:.9rem;border-top:1px solid var(--line)}
h1{font-size:1.75rem;line-height:1.2;margin:.2rem 0 .5rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}h3{font-size:1.02rem;margin:1.2rem 0 .3rem}
p{margin:.45rem 0;max-width:46rem}.soft{color:var(--soft)}.small{font-size:.9rem}
ul.plain{list-style:none;padding:0;margin:.4rem 0}
code,pre,textarea{font:.92em/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
code{background:light-dark(#e9efe8,#243027);padding:.08em .35em;border-radius:.25rem}
pre{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;overflow:auto;max-height:28rem;margin:.5rem 0}pre code{background:none;padding:0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--soft);font-size:.9rem;padding:.2rem 0 .5rem}
th,td{padding:.55rem .9rem .55rem 0;border-top:1px solid var(--line);text-align:left;vertical-align:top}thead th{border-top:0;font-size:.86rem;color:var(--soft);font-weight:600}
td.num{white-space:nowrap}.wide{overflow-wrap:break-word}.wide input[type=number]{min-width:7rem}.wide form{margin:0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr));gap:.9rem;padding:0;margin:1rem 0;list-style:none}
.card{background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1.1rem;display:flex;flex-direction:column}
.card h2,.card h3{margin:0 0 .2rem;font-size:1.06rem}.card p{margin:.25rem 0}.card .end{margin-top:auto;padding-top:.4rem}
.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.3rem;margin:1rem 0}.sheet>h2:first-child{margin-top:0}
dl.facts{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.35rem 1.4rem;margin:.6rem 0}dl.facts dt{color:var(--soft)}dl.facts dd{margin:0}
.tag{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:0 .6rem;font-size:.85rem;color:var(--soft);background:var(--sheet);margin:.1rem .2rem .1rem 0}
.state{display:inline-block;border:1.5px solid currentColor;border-radius:1rem;padding:0 .7rem;font-weight:600;font-size:.9rem;color:var(--soft)}
.state.successful{color:var(--good)}.state.running,.state.accepted{color:var(--busy)}.state.failed{color:var(--bad)}.state.paused{color:var(--still)}
.notice{border-left:.3rem solid var(--busy);background:var(--sheet);padding:.7rem 1rem;margin:1rem 0;border-radius:0 .4rem .4rem 0}.notice.bad{border-color:var(--bad)}.notice.good{border-color:var(--good)}.notice p{margin:.2rem 0}
progress{width:100%;max-width:30rem;height:.9rem;accent-color:var(--leaf)}
fieldset{border:0;border-top:1px solid var(--line);margin:0;padding:1rem 0 1.1rem;min-width:0}
legend,.field>label,.label{font-weight:600}legend{padding:0 .8rem 0 0}
.field{margin:0 0 .7rem}.row{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end}.row .field{flex:1 1 9rem;margin:0}.row .narrow{flex:0 1 9rem}.row .broad{flex:1 1 15rem}
label{display:block}.choice{display:flex;gap:.5rem;align-items:baseline;margin:.25rem 0}.choice label{font-weight:400}
.hint{color:var(--soft);font-size:.9rem;margin:.1rem 0 .35rem}.must{color:var(--bad);font-weight:600;font-size:.85rem}
input,select,textarea{font-size:1rem;color:var(--ink);background:var(--ground);border:1px solid var(--edge);border-radius:.35rem;padding:.45rem .6rem;max-width:100%}
input:not([type=checkbox]):not([type=radio]):not([type=file]),select,textarea{width:100%;min-height:2.5rem}.one{max-width:30rem}
input[type=checkbox],input[type=radio]{accent-color:var(--leaf);width:1.1rem;height:1.1rem;flex:none}
input[type=file]{width:100%;min-height:2.5rem}textarea{min-height:7rem;resize:vertical}
button,.button{font:inherit;font-weight:600;display:inline-block;border:1px solid var(--edge);border-radius:.4rem;padding:.5rem 1.1rem;min-height:2.6rem;background:var(--sheet);color:var(--ink);cursor:pointer;text-decoration:none}
button:hover,.button:hover{border-color:var(--leaf)}
button.main,.button.main{background:var(--bark);border-color:var(--bark);color:#fff}button.danger{color:var(--bad);border-color:var(--bad)}
.actions{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin:1rem 0}.actions form{margin:0}
summary{cursor:pointer;font-weight:600;padding:.4rem 0}
pre.wrap{white-space:pre-wrap}
details.op{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:.2rem .9rem;margin:.4rem 0}details.op summary{font-weight:400}details h3{margin:.6rem 0 .2rem}
.verb{display:inline-block;min-width:4.2rem;font:600 .85rem ui-monospace,Menlo,Consolas,monospace;color:var(--leaf)}
@media (max-width:40rem){th,td{padding-right:.6rem}dl.facts{grid-template-columns:1fr;gap:0 0}dl.facts dd{margin-bottom:.5rem}.sheet{padding:.9rem}h1{font-size:1.45rem}}
@media print{body>header,body>footer,.actions,form{display:none}}
`;
