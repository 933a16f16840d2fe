// The face of the forecast's figures: one sheet for the console, the report and the diary.
// Never a part that needs a browser, a style from elsewhere, or a server.

export { GROUPS, type Group, groupOf } from './detail-groups.ts';
export { dayInWords, figure, grouped, monthInWords, rangeInWords } from './figures-in-words.ts';
export { checkInWords } from './marks.tsx';
export { regimenInWords } from './regimen-in-words.ts';
export { ForecastSheet, type ForecastSheetProps, keysIn } from './sheet.tsx';
export { SHEET_STYLE } from './sheet-style.ts';
