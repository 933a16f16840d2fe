// The endpoint table: its paths, its schemas, and what may pass the door.

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sentEvent } from '../wire/events.ts';
import { DECLARATION_TYPES, declaration } from '../wire/patients.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINT_NAMES, ENDPOINTS } from './endpoints.ts';

describe('the endpoint table', () => {
  it.each(ENDPOINT_NAMES)('%s: names in the path are the names in its params', (name) => {
    const endpoint: Endpoint = ENDPOINTS[name];
    const inPath = [...endpoint.path.matchAll(/:([a-z]+)/g)].map((match) => match[1]);
    expect(Object.keys(endpoint.params?.shape ?? {}).sort()).toEqual(inPath.sort());
  });

  it('has no two endpoints at one method and path', () => {
    const places = ENDPOINT_NAMES.map(
      (name) => `${ENDPOINTS[name].method} ${ENDPOINTS[name].path}`,
    );
    expect(new Set(places).size).toBe(places.length);
  });

  it.each(ENDPOINT_NAMES)('%s: its schemas can be written as JSON Schema', (name) => {
    const { body, answer }: Endpoint = ENDPOINTS[name];
    expect(z.toJSONSchema(answer)).toBeTypeOf('object');
    if (body !== undefined) expect(z.toJSONSchema(body, { io: 'input' })).toBeTypeOf('object');
  });
});

describe('what may pass the door', () => {
  it('lets a positive test through whose fields do not read', () => {
    const sent = { type: 'PregnancyTestReported', data: { result: 'positive', lab: '?' } };
    expect(sentEvent.safeParse(sent)).toEqual({ success: true, data: sent });
  });

  it('refuses what has no type', () => {
    expect(sentEvent.safeParse({ data: {} }).success).toBe(false);
  });

  it('refuses a declaration of anything else', () => {
    const sent = {
      id: '5f0c2a52-8f63-4f0e-9d50-3d8a3f3e7a11',
      type: 'SafetyHoldCleared',
      data: {},
    };
    expect(declaration.safeParse(sent).success).toBe(false);
    expect(DECLARATION_TYPES).not.toContain('SafetyHoldCleared');
  });
});
