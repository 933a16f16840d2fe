// The number with which this very answer of the server lets the page write styles of its own.
// Never for scripts that are written into a page: there are none.

declare global {
  /** By this name the library that stops a page from scrolling behind a dialog looks for it. */
  var __webpack_nonce__: string | undefined;
}

/** Empty where the page was not served by Aegle. */
export const styleNonce =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

globalThis.__webpack_nonce__ = styleNonce;
