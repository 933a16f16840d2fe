// Every endpoint that a forecast answers stands in a part of the page.

import { CURVES, GRADED } from '@aegle/forecast';
import { expect, it } from 'vitest';
import { GROUPS, groupOf } from './endpoint-groups.ts';

it('gives every curve and every grade a place, and no part is empty', () => {
  const places = [...CURVES, ...GRADED].map(({ name }) => groupOf({ endpoint: name }));
  expect(places).not.toContain(undefined);
  expect(new Set(places)).toEqual(new Set(GROUPS));
});
