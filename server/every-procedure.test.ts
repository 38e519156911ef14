// Every procedure of the router, the ones of tomorrow too, against input that it did not ask for: an answer of the
// contract's shape, never a fault of ours, and nothing written by a call that was refused.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appRouter } from './router.ts';
import { testDesk } from './testing/desk.ts';
import { type Answer, countRows, httpApp, type HttpClient, memberClient, widgetClient } from './testing/http-app.ts';

interface ProcedureDef {
  type: 'query' | 'mutation' | 'subscription';
  inputs: unknown[];
}

const { deps, workspace } = await testDesk();
const { app } = httpApp(deps);
const owner = await memberClient(deps, app, workspace.owner.memberId);
const visitor = widgetClient(app, workspace.publicKey);

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: ProcedureDef }>)
  .map(([name, { _def }]) => ({
    name,
    type: _def.type,
    fields: fieldsOf(_def.inputs[0]),
    takesInput: _def.inputs.length > 0,
  }))
  .filter(({ type }) => type !== 'subscription');

/** Names of the input's fields, from its schema. */
function fieldsOf(input: unknown): string[] {
  return input instanceof z.ZodObject ? Object.keys(input.shape) : [];
}

const clientOf = (name: string): HttpClient => (name.startsWith('customer.') ? visitor : owner);

/** Sends the input as it is written, so that even what JSON cannot say twice gets through. */
function send({ name, type }: (typeof procedures)[number], input: string): Promise<Answer> {
  const client = clientOf(name);
  const json = { headers: { 'content-type': 'application/json' } };
  if (type === 'query') return client.send(`/trpc/${name}?input=${encodeURIComponent(input)}`);
  return client.send(`/trpc/${name}`, { method: 'POST', body: input, ...json });
}

async function expectRefusals(procedure: (typeof procedures)[number], inputs: readonly string[]): Promise<void> {
  const before = await countRows(deps.sql);
  for (const input of inputs) {
    const { status, code, text } = await send(procedure, input);
    const what = `${procedure.name} ${input.slice(0, 80)} -> ${status} ${text.slice(0, 200)}`;
    expect(status, what).toBeGreaterThanOrEqual(400);
    expect(status, what).toBeLessThan(500);
    expect(code, what).not.toBeNull();
    expect(text, what).not.toMatch(/select |insert |\/server\/|node_modules|at \w+ \(/);
  }
  expect(await countRows(deps.sql)).toEqual(before);
}

const wholes = [
  '[]',
  'null',
  '7',
  '"text"',
  'true',
  '[[]]',
  '{"unknownKey":1}',
  '{',
  '{"__proto__":{"x":1}}',
  '{"constructor":1}',
];
const wrongValues = [
  '{}',
  '[]',
  '{"$gt":""}',
  '[["x"]]',
  'true',
  '1e308',
  '-1.5',
  '{"length":1}',
  '"\\u0000"',
  '"\\ud800"',
];

describe.each(procedures.filter(({ takesInput }) => takesInput))('$name', (procedure) => {
  it('refuses an input of another shape', async () => {
    // Where nothing is required, nothing given is fine.
    const isOptional = (await send(procedure, '{}')).status < 400;
    await expectRefusals(
      procedure,
      wholes.filter((input) => !(isOptional && input === 'null' && procedure.type === 'query')),
    );
  });
});

describe.each(procedures.filter(({ fields }) => fields.length > 0))('$name', (procedure) => {
  it('meets a value of another type in any of its fields', async () => {
    const before = await countRows(deps.sql);
    for (const field of procedure.fields) {
      for (const value of wrongValues) {
        const input = `{${JSON.stringify(field)}:${value}}`;
        const { status, text } = await send(procedure, input);
        expect(status, `${procedure.name} ${input} -> ${status} ${text.slice(0, 200)}`).toBeLessThan(500);
      }
    }
    if (procedure.type === 'query') expect(await countRows(deps.sql)).toEqual(before);
  });
});

describe.each(procedures.filter(({ takesInput, type }) => !takesInput && type === 'query'))('$name', (procedure) => {
  it('needs no input and takes no harm from one', async () => {
    for (const input of wholes) expect((await send(procedure, input)).status).toBeLessThan(500);
  });
});
