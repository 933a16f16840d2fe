// /openapi.json from the same schemas that check requests, and a browsable page from local files.
// Never loads anything from another host.

import { ENDPOINT_NAMES } from '@aegle/api';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const DESCRIPTION = `Aegle's own API. ${ENDPOINT_NAMES.length} endpoints. A decision is answered with
200 whether it is granted or denied; 503 means that nothing could be recorded and nothing was
granted. Errors are application/problem+json. Send an Idempotency-Key with everything that records.`;

// The page's own policy: its files are here, and its styles are written into it.
const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
  "base-uri 'self'; frame-ancestors 'none'";

/** Registers the document; routes added afterwards are in it. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Aegle', version, description: DESCRIPTION, license: { name: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'aegle.session_token' },
          systemClient: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformStaticCSP: () => PAGE_POLICY,
    uiConfig: { validatorUrl: null, deepLinking: true },
    theme: { title: 'Aegle API' },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
