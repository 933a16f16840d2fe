// The recording form never offers what the server's policy refuses to the role.

import { ROLES } from '@aegle/core';
import { expect, it } from 'vitest';
import { certifiedTypes } from '../../packages/console/src/certifying/certified-types.ts';
import { offeredTypes } from '../../packages/console/src/forms/offered-types.ts';
import { mayAppend } from '../../packages/server/src/access/policy.ts';

it.each(ROLES)('offers a %s only what the policy lets them append', (role) => {
  expect(offeredTypes(role).filter((type) => !mayAppend(role, type))).toEqual([]);
});

it.each(['prescriber', 'delegate', 'safety_officer', 'pharmacist'] as const)(
  'offers a %s something',
  (role) => {
    expect(offeredTypes(role).length).toBeGreaterThan(5);
  },
);

it.each(['pharmacy', 'prescriber'] as const)('offers the office for a %s what it may', (kind) => {
  const offered = certifiedTypes(kind);
  expect(offered.length).toBeGreaterThan(3);
  expect(offered.filter((type) => !mayAppend('programme_officer', type))).toEqual([]);
});
