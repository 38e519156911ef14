// The OpenAPI document, made from the procedures themselves, with the contract's errors and lists.
import { generateOpenApiDocument, type OpenAPIObject } from 'trpc-to-openapi';
import { uploadOperation } from '../attachments/openapi.ts';
import type { AppRouter } from '../router.ts';

const errorSchema = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string', description: 'For programs: not_found, conflict, rate_limited, ...' },
    message: { type: 'string', description: 'For people.' },
    fields: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Field -> what is wrong with it.',
    },
    current: { description: 'With 409: the object as it is now.' },
  },
};

const errorWords: Record<string, string> = {
  400: 'The input is malformed; `fields` names what to mend',
  401: 'No valid API key',
  403: 'The key has no scope for this',
  404: 'Not there, or not yours',
  409: 'Somebody else changed it, or its state refuses',
  422: 'Understood, but it cannot be done like this',
  429: 'Too many calls; see Retry-After',
  503: 'Not available for a moment; see Retry-After',
};

const description = [
  'Every call carries `Authorization: Bearer dbk_...`, a key made in Settings > API keys.',
  'Unsafe calls take `Idempotency-Key`: the same key with the same body is done once.',
  'Lists answer `items` and `nextCursor`; pass it as `cursor` for the next page. Times are ISO 8601 in UTC.',
].join('\n\n');

/** @param publicUrl Base of the addresses in the document. */
export function openApiDocument(appRouter: AppRouter, publicUrl: string): OpenAPIObject {
  const document = generateOpenApiDocument(appRouter, {
    title: 'Deskbell API',
    description,
    version: '1',
    baseUrl: `${publicUrl}/api/v1`,
    securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
  });
  const answer = (status: string) => ({
    description: errorWords[status] ?? '',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Error: errorSchema as never },
  };
  const answers = Object.fromEntries(Object.keys(errorWords).map((status) => [status, answer(status)]));
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path) as { responses?: Record<string, unknown> }[]) {
      if (operation.responses === undefined) continue;
      const { 200: success, ...others } = operation.responses as Record<string, { description?: string }>;
      const created = success?.description === 'Created';
      const kept = Object.fromEntries(Object.entries(others).filter(([status]) => !/^[45]/.test(status)));
      operation.responses = {
        ...kept,
        ...(success === undefined ? {} : { [created ? '201' : '200']: success }),
        ...answers,
      };
    }
  }
  document.paths = { ...document.paths, '/attachments': { post: uploadOperation(answers) as never } };
  return document;
}
