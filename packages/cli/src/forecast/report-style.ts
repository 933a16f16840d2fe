// The report's look, on screen and on paper. Never a font or a picture from elsewhere.

export const REPORT_STYLE = `
:root{color-scheme:light}
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1b2428}
h1{font-size:1.6rem;line-height:1.25;margin-bottom:.3rem}
h2{margin-top:2.6rem;padding-bottom:.3rem;border-bottom:2px solid #134655}
h3{margin:1.8rem 0 .4rem}
h4{margin:0;font-size:1rem}
.lead{font-size:1.05rem}
.note,.warn{padding:.5rem .9rem;border-left:4px solid}
.note{background:#eef4f6;border-color:#1f6f8b}
.warn{background:#fff6dc;border-color:#b07d00}
.quiet,small{color:#49565c}
.quiet{font-size:.9rem}
code{font-size:.85em;overflow-wrap:anywhere}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr));gap:1.2rem;align-items:start}
.card{border:1px solid #cfd8dc;border-radius:6px;padding:.8rem .9rem;break-inside:avoid}
.card p{margin:.3rem 0}
.people-cards{grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}
.badge{display:inline-block;font-size:.75rem;border:1px solid;border-radius:9px;padding:0 .5rem;white-space:nowrap}
.high{color:#12572c}.moderate{color:#134655}.low{color:#7a5200}.veryLow{color:#8b1f1f}
svg{width:100%;height:auto;display:block}
svg text{font-size:11px;fill:#49565c}
svg.people{width:8.2rem;margin:.4rem 0}
.grid{stroke:#dde4e7}.taken{fill:#e7f0e9}.weak{fill:#f1ebe4}
.band{fill:#1f6f8b;fill-opacity:.18}
.middle{fill:none;stroke:#134655;stroke-width:2.2}.dot{fill:#134655}
.untreated{fill:none;stroke:#8b1f1f;stroke-width:1.6;stroke-dasharray:6 4}
.has{fill:#134655}.may{fill:#9fc3cf}.has-not{fill:#fff;stroke:#b9c5ca}
.key span{display:inline-block;margin-right:1.2rem}
.key i{display:inline-block;width:1.6rem;height:.7rem;margin-right:.4rem;vertical-align:middle}
table{border-collapse:collapse}th,td{text-align:left;padding:.25rem .9rem .25rem 0;vertical-align:top}
dt{font-weight:600;margin-top:.7rem}dd{margin:0}
.sources{font-size:.85rem;columns:2 20rem}.sources dt{margin-top:.4rem}
@media print{body{max-width:none}h2{break-before:page}h2:first-of-type{break-before:auto}}
`;
