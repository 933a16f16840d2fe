// The nine claims about lasting effects, as anybody may read them. Never a figure of one patient.

import { claimsPage } from '@aegle/core';
import type { SomeRoutes } from '../calls/call.ts';

export const claimRoutes: SomeRoutes<'readClaims'> = {
  async readClaims({ services, forecasts }) {
    // Nothing is released on this installation yet: each claim says so.
    const page = claimsPage(services.findings().claims, new Map());
    const cited = new Map<string, string>();
    const keysOf = (sources: readonly string[]) => {
      for (const key of sources) {
        const citation = forecasts.citations.get(key);
        if (citation !== undefined) cited.set(key, citation);
      }
      return [...sources];
    };
    return {
      claims: page.map(({ id, claim, known, missing, certainty, citations, figures, ...own }) => ({
        ...{ id, claim, known, missing, certainty },
        status: citations[0]?.status ?? 'unverified',
        sources: keysOf([...new Set(citations.flatMap((one) => one.sources))]),
        figures: figures.map(({ citation, ...figure }) => ({
          ...figure,
          sources: keysOf(citation.sources),
        })),
        hasOwnFigures: own.ownFigures.length > 0,
      })),
      sources: Object.fromEntries(cited),
    };
  },
};
