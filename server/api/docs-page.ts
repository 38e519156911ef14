// The page to read the API: every call with its fields, made from the OpenAPI document, without a script.
import { html } from 'hono/html';

interface Schema {
  type?: string;
  description?: string;
  enum?: unknown[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
}
interface Call {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

const styles = `
:root { color-scheme: light dark; font: 14px/1.6 system-ui, sans-serif; --line: color-mix(in oklch, currentColor 16%, transparent); }
body { margin: 0 auto; padding: 32px 24px 96px; max-width: 880px; }
h1 { font-size: 24px; line-height: 32px; margin: 0 0 8px; } h2 { font-size: 18px; margin: 48px 0 8px; }
details { border-block-start: 1px solid var(--line); } summary { padding: 12px 4px; cursor: pointer; }
summary:focus-visible { outline: 2px solid; outline-offset: 2px; border-radius: 4px; }
code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 58px; font-weight: 600; } .words { opacity: .75; margin-inline-start: 8px; }
.fields { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: 0 0 16px; } td, th { text-align: start; padding: 6px 12px 6px 4px; vertical-align: top; border-block-start: 1px solid var(--line); }
th { font-weight: 600; } p { max-width: 68ch; }`;

/** @param nonce For the page's own style element. */
export function docsPage(document: object, nonce: string) {
  const { info, paths } = document as { info: { description: string }; paths: Record<string, Record<string, Call>> };
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method: method.toUpperCase(), call })),
  );
  const groups = [...new Set(calls.map(({ call }) => call.tags?.[0] ?? 'Other'))];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Deskbell API</title>
        <style nonce="${nonce}">
          ${styles}
        </style>
      </head>
      <body>
        <main>
          <h1>Deskbell API, version 1</h1>
          ${info.description.split('\n\n').map((paragraph) => html`<p>${paragraph}</p>`)}
          <p>For tools: <a href="/api/v1/openapi.json">openapi.json</a></p>
          ${groups.map(
            (group) =>
              html`<h2>${group}</h2>
                ${calls.filter(({ call }) => (call.tags?.[0] ?? 'Other') === group).map(callSection)}`,
          )}
        </main>
      </body>
    </html>`;
}

function callSection({ path, method, call }: { path: string; method: string; call: Call }) {
  const [body] = Object.values(call.requestBody?.content ?? {}).map(({ schema }) => schema);
  const rows = [
    ...(call.parameters ?? []).map(({ name, in: place, required, schema }) => ({ name, place, required, schema })),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
      name,
      place: 'body',
      required: body?.required?.includes(name),
      schema,
    })),
  ];
  return html`<details>
    <summary>
      <code><span class="method">${method}</span>/api/v1${path}</code><span class="words">${call.summary ?? ''}</span>
    </summary>
    <div class="fields">
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">In</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, place, required, schema }) =>
              html`<tr>
                <td><code>${name}</code>${required === true ? ' (required)' : ''}</td>
                <td>${place}</td>
                <td>${wordsOf(schema)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function wordsOf(schema: Schema | undefined): string {
  if (schema === undefined) return '';
  if (schema.enum) return schema.enum.join(', ');
  if (schema.anyOf) return schema.anyOf.map(wordsOf).join(' or ');
  if (schema.type === 'array') return `list of ${wordsOf(schema.items)}`;
  if (schema.type === 'object') return `{ ${Object.keys(schema.properties ?? {}).join(', ')} }`;
  return [schema.format ?? schema.type, schema.description].filter(Boolean).join(': ');
}
