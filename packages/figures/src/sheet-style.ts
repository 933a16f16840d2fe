// The look of the forecast's sheet, on screen and on paper: one accent, quiet axes, three sizes of type.
// Never a font, a picture or a rule from elsewhere, and never a meaning by colour alone.

export const SHEET_STYLE = `
.forecast-sheet{--fs-ink:#16232b;--fs-quiet:#4a5962;--fs-rule:#dfe5e7;--fs-accent:#0d4f52;
color:var(--fs-ink);font-size:15px;line-height:1.45;container-type:inline-size}
.forecast-sheet h2{font-size:24px;line-height:1.2;margin:0 0 4px;font-weight:650}
.forecast-sheet h3{font-size:17px;line-height:1.3;margin:0 0 6px;font-weight:650}
.forecast-sheet h4{font-size:15px;margin:0;font-weight:650}
.forecast-sheet p{margin:0 0 8px}
.forecast-sheet a{color:var(--fs-accent)}
.fs-who{font-weight:550}
.fs-quiet,.fs-check,.fs-unit{color:var(--fs-quiet);font-size:13px;font-weight:400}
.fs-warnings{margin:8px 0 0;padding:8px 12px 8px 28px;background:#fbeee0;color:#6b2c06;font-size:13px;
border-radius:6px}
.fs-plans{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,250px),1fr));gap:16px 32px;
margin:20px 0 24px}
@media screen{.fs-plans:has(>:nth-child(4)){grid-template-columns:repeat(auto-fit,minmax(min(100%,360px),1fr))}}
.fs-plan{min-width:0;border-top:3px solid var(--fs-rule);padding-top:10px}
.fs-name{overflow-wrap:anywhere}
.fs-people{width:100%;max-width:300px;height:auto;display:block;margin:8px 0 12px}
.fs-has{fill:var(--fs-accent)}.fs-has-not{fill:none;stroke:#9aa7ad;stroke-width:1}.fs-may{fill:var(--fs-accent)}
.fs-badge{display:inline-block;font-size:12px;line-height:1.3;padding:1px 6px;border-radius:4px;
border:1px solid #c6d0d4;color:var(--fs-ink);background:#fff}
.fs-low,.fs-veryLow{border-style:dashed}
.fs-beneath{display:block;margin-top:3px}
.fs-block{margin:0 0 28px}
.fs-legend{display:flex;flex-wrap:wrap;gap:2px 18px;font-size:13px;margin-bottom:10px}
.fs-legend span{overflow-wrap:anywhere}
.fs-legend svg{vertical-align:middle}
.fs-chart{padding:8px 8px 0 34px;margin-bottom:8px}
.fs-plot{position:relative;height:210px;margin-bottom:30px}
.fs-plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.fs-plot svg *,.fs-legend svg *{vector-effect:non-scaling-stroke}
.fs-grid{stroke:var(--fs-rule);stroke-width:1}
.fs-tick-y,.fs-tick-x,.fs-axis{font-size:12px;line-height:1;color:var(--fs-quiet);font-variant-numeric:tabular-nums}
.fs-tick-y{position:absolute;right:calc(100% + 6px);transform:translateY(-50%)}
.fs-tick-x{position:absolute;top:calc(100% + 9px);transform:translateX(-50%)}
.fs-axis{text-align:right;margin-top:-4px}
.fs-line{fill:none;stroke-width:2.25;stroke:#5c6a73;stroke-linecap:round}
.fs-line.fs-plan-0{stroke:var(--fs-accent);stroke-width:2.75}
.fs-line.fs-plan-1{stroke-dasharray:7 5}.fs-line.fs-plan-2{stroke-dasharray:1 5}
.fs-line.fs-plan-3{stroke-dasharray:11 4 1 4}
.fs-band{fill:#5c6a73;fill-opacity:.1}.fs-band.fs-plan-0{fill:var(--fs-accent);fill-opacity:.12}
.fs-stop{stroke:#5c6a73;stroke-width:2}.fs-stop.fs-plan-0{stroke:var(--fs-accent)}
.fs-untreated{fill:none;stroke:#8d9aa0;stroke-width:1.25}
.fs-wide{overflow-x:auto}
.fs-table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
.fs-table th,.fs-table td{text-align:left;vertical-align:top;padding:5px 14px 5px 0;
border-bottom:1px solid var(--fs-rule)}
.fs-table .fs-badge{border:0;padding:0;background:none;font-size:inherit}
.fs-table thead th{font-weight:650;overflow-wrap:break-word}.fs-table tbody th{font-weight:400}
.fs-heading{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 10px;margin-bottom:6px}
.fs-endpoint{margin:14px 0 22px;max-width:720px}
.fs-folded{border-top:1px solid var(--fs-rule)}
.fs-folded>summary{padding:9px 0;cursor:pointer;font-weight:550}
.fs-folded>section{padding:0 0 8px}
.fs-behind>summary{cursor:pointer;color:var(--fs-accent);font-size:13px;text-decoration:underline;width:fit-content}
.forecast-sheet summary:focus-visible,.fs-wide:focus-visible{outline:3px solid var(--fs-accent);outline-offset:2px}
.fs-sources{font-size:13px;margin:0}.fs-sources dt{font-weight:600}.fs-sources dd{margin:0 0 6px 14px;
overflow-wrap:anywhere}
@container (max-width:520px){
.forecast-sheet h2{font-size:21px}
.fs-table,.fs-table thead,.fs-table tbody,.fs-table tr,.fs-table th,.fs-table td{font-size:12px}
.fs-table th,.fs-table td{padding-right:10px;min-width:72px}
.fs-plot{height:180px}}
@media print{
@page{size:A4;margin:12mm}
.forecast-sheet{font-size:8.5pt;line-height:1.3;container-type:normal}
.forecast-sheet h2{font-size:14pt}.forecast-sheet h4{font-size:9pt}
.forecast-sheet h3{font-size:10.5pt;break-after:avoid}
.forecast-sheet p{margin-bottom:4px}
.fs-quiet,.fs-check,.fs-unit,.fs-legend,.fs-warnings{font-size:7.5pt}
.forecast-sheet p .fs-badge,.fs-heading .fs-badge{font-size:7pt}
.fs-warnings{margin-top:4px;padding:3px 8px 3px 22px}
.fs-plans{grid-template-columns:repeat(auto-fit,minmax(120px,1fr));margin:8px 0;gap:10px 16px}
.fs-people{max-width:170px;margin:4px 0 6px}
.fs-plot{height:120px;margin-bottom:24px}.fs-legend{margin-bottom:6px}
.fs-plan,.fs-drawing,.fs-endpoint,.fs-table tr{break-inside:avoid}
.fs-wide{overflow:visible}
.fs-table{font-size:7.5pt}
.fs-table th,.fs-table td{padding:1.5px 8px 1.5px 0}
.fs-table tbody th{min-width:150px}
.fs-beneath{display:block;margin-top:2px}
.fs-block{margin-bottom:8px}.fs-block>h3+.fs-quiet{break-after:avoid}
details.fs-folded:not([open]){display:none}
section:has(>details.fs-folded):not(:has(>details.fs-folded[open])){display:none}}
`;
