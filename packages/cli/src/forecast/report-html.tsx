// A forecast as one self-contained page: the console's own sheet, drawn without a browser.
// Never a script or a request to anywhere.

import { ForecastSheet, SHEET_STYLE } from '@aegle/figures';
import type { ForecastAnswer, ForecastRequest } from '@aegle/forecast';
import { renderToStaticMarkup } from 'react-dom/server';

const PAGE_STYLE = `
:root{color-scheme:light}
body{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
max-width:1040px;margin:24px auto;padding:0 16px}
@media print{body{max-width:none;margin:0;padding:0}}`;

/** The page; `sources` gives the citation of each key where it is known. */
export function reportHtml(
  answer: ForecastAnswer,
  request: ForecastRequest,
  sources: ReadonlyMap<string, string>,
): string {
  const sheet = renderToStaticMarkup(
    <ForecastSheet answer={answer} request={request} citations={Object.fromEntries(sources)} />,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Aegle forecast</title><style>${PAGE_STYLE}${SHEET_STYLE}</style></head>
<body>${sheet}</body></html>
`;
}
