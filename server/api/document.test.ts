// The document of the API says what the API does, and the page to read it can be read.
import { describe, expect, it } from 'vitest';
import { appRouter } from '../router.ts';
import { testDeps } from '../testing/deps.ts';
import { httpApp } from '../testing/http-app.ts';
import { operationsOf } from './operations.ts';

interface Operation {
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: { properties?: object; additionalProperties?: boolean } }> };
  security?: object[];
}

const deps = await testDeps();
const { nobody } = httpApp(deps);
const answer = await nobody.send<{
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
}>('/api/v1/openapi.json');
const document = answer.data;
const operations = operationsOf(appRouter).map((operation) => ({
  ...operation,
  path: operation.path.replaceAll(/:(\w+)/g, '{$1}'),
}));

describe('openapi.json', () => {
  it('is a document of OpenAPI 3 at the configured address', () => {
    expect(answer.status).toBe(200);
    expect(document.openapi).toMatch(/^3\./);
    expect(document.servers[0]?.url).toBe('http://desk.test/api/v1');
    expect(document.components.securitySchemes).toHaveProperty('apiKey');
  });

  it('lists every call that there is, and no other', () => {
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // An upload has parts, so it is a route of its own.
    const known = [...operations.map(({ method, path }) => `${method} ${path}`), 'POST /attachments'];
    expect(listed.sort()).toEqual(known.sort());
    expect(listed.length).toBeGreaterThan(30);
  });

  it.each(operations)('says what $method $path takes and answers', ({ method, path, successStatus }) => {
    const operation = document.paths[path]?.[method.toLowerCase()];
    const statuses = Object.keys(operation?.responses ?? {});
    expect(statuses).toEqual(
      expect.arrayContaining([String(successStatus), '400', '401', '403', '404', '409', '422', '429', '503']),
    );
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const named = (operation?.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect(named.sort()).toEqual(inPath.sort());
    // What the path names is not asked for a second time.
    const body = Object.values(operation?.requestBody?.content ?? {})[0]?.schema.properties ?? {};
    expect(Object.keys(body).filter((name) => inPath.includes(name))).toEqual([]);
  });

  it('names nothing of the inside', () => {
    expect(answer.text).not.toMatch(/pgboss|workspace_id|\/server\/|localhost/);
  });
});

describe('/api/docs', () => {
  it('shows every call in a page that needs no script and may not be framed', async () => {
    const page = await nobody.send('/api/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    for (const { path } of operations) expect(page.text).toContain(`/api/v1${path}`);
    expect(page.text).not.toMatch(/<script|undefined|\[object/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    const nonce = /nonce-([\w+/=]+)/.exec(policy)?.[1] ?? 'none';
    expect(page.text).toContain(`<style nonce="${nonce}">`);
  });
});
