// The matrix: every procedure of the router, called by everybody on everything, over HTTP, against the declared table.
// A call that is refused changes no row; no answer shows what its caller may not see.
import { expect, test } from 'vitest';
import { appRouter } from '../router.ts';
import { testDesk } from '../testing/desk.ts';
import { countRows, type HttpClient } from '../testing/http-app.ts';
import { type Caller, callers, type Entry, type Place, places, table } from '../testing/matrix-table.ts';
import { makeWorld, marks, type Things } from '../testing/matrix-world.ts';

type Kind = 'query' | 'mutation' | 'subscription';

const { deps } = await testDesk('bystander');
const world = await makeWorld(deps);

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: Kind; meta?: { action: string } } }>,
).map(([name, { _def }]) => ({ name, kind: _def.type, action: _def.meta?.action }));

test('every procedure names its action and stands in the table, and the table names no other', () => {
  expect(procedures.filter(({ action }) => action === undefined)).toEqual([]);
  expect(Object.keys(table).sort()).toEqual(procedures.map(({ name }) => name).sort());
});

test.each(procedures)('$name', async ({ name, kind }) => {
  const entry = table[name];
  if (entry === undefined) throw new Error(`${name} has no entry in the table`);
  const cells = cellsOf(entry);
  const refused = await Promise.all(
    cells.filter(({ allowed }) => !allowed).map(async (cell) => ({ cell, ...(await prepared(entry, cell)) })),
  );
  const before = await countRows(deps.sql);
  const refusals = await Promise.all(
    refused.map(async ({ cell, client, input }) => [cell, await call(client, { name, kind, input, things: null })]),
  );
  expect(await countRows(deps.sql)).toEqual(before);
  const answers = [...refusals] as [Cell, Heard][];
  for (const cell of cells.filter(({ allowed }) => allowed)) {
    const { client, things, input } = await prepared(entry, cell);
    await setScene(entry, things);
    answers.push([cell, await call(client, { name, kind, input, things })]);
  }
  const seen = answers.map(([{ caller, place }, { status, text }]) => [
    `${caller} on ${place}`,
    status,
    leaksIn(text, caller),
  ]);
  const wanted = answers.map(([cell]) => [`${cell.caller} on ${cell.place}`, expectedStatus(entry, kind, cell), []]);
  expect(seen).toEqual(wanted);
});

interface Cell {
  caller: Caller;
  place: Place;
  allowed: boolean;
}

interface Heard {
  status: number;
  text: string;
}

function cellsOf(entry: Entry): Cell[] {
  const where = entry.other === undefined ? places.slice(0, 1) : places;
  const whoMay: Record<Place, readonly Caller[]> = { own: entry.own, other: entry.other ?? [], foreign: [] };
  return callers.flatMap((caller) =>
    where.map((place) => ({ caller, place, allowed: whoMay[place].includes(caller) })),
  );
}

/** Nobody there is 401; nobody's call from another site 403; a right that one lacks 403; a thing out of reach 404. */
function expectedStatus(entry: Entry, kind: Kind, { caller, allowed }: Cell): number {
  if (allowed) return 200;
  const isCustomer = caller === 'visitor' || caller === 'link';
  const isProgram = caller === 'program' || caller === 'unscoped';
  const isSomebody = {
    customer: isCustomer,
    desk: !isCustomer && caller !== 'nobody',
    person: !isCustomer && !isProgram && caller !== 'nobody',
  };
  if (!isSomebody[entry.tier]) return entry.tier === 'customer' || kind !== 'mutation' ? 401 : 403;
  const hasRight = entry.own.includes(caller) || (entry.other?.includes(caller) ?? false);
  return hasRight ? 404 : 403;
}

async function prepared(entry: Entry, { caller, place }: Cell) {
  const { client, things } = await world.cell(caller, place);
  return { client, things, input: await entry.input?.(things, caller) };
}

async function setScene({ before = [] }: Entry, things: Things): Promise<void> {
  for (const step of before) {
    const resolution = step === 'tickets.resolve' ? { resolution: 'Sewn.' } : {};
    const { status } = await world.owner.mutate(step, { ref: await things.ticket(), ...resolution });
    expect(status).toBe(200);
  }
}

interface Call {
  name: string;
  kind: Kind;
  input: unknown;
  /** Of a stream that is to be heard: where something happens. Null for a refusal. */
  things: Things | null;
}

async function call(client: HttpClient, { name, kind, input, things }: Call): Promise<Heard> {
  if (kind === 'query') return client.query(name, input);
  if (kind === 'mutation') return client.mutate(name, input);
  return follow(client, name, input, things);
}

/** Opens a stream and reads up to its first word; a refusal is a word too. */
async function follow(client: HttpClient, name: string, input: unknown, things: Things | null): Promise<Heard> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const leave = new AbortController();
  const response = await client.open(`/trpc/${name}${query}`, {
    headers: { accept: 'text/event-stream' },
    signal: leave.signal,
  });
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return { status: response.status, text: await response.text() };
  }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let heard: string | undefined;
  const reading = firstWord(reader).then((text) => (heard = text));
  // Something happens, again and again, until the stream tells of it.
  while (things !== null && heard === undefined) {
    await world.owner.mutate('tickets.reply', { ref: await things.ticket(), body: 'Something new.' });
  }
  const text = await reading;
  leave.abort();
  await reader.cancel().catch(() => undefined);
  const refused = /event: serialized-error\ndata: (.*)/.exec(text)?.[1];
  if (refused === undefined) return { status: 200, text };
  const { data } = JSON.parse(refused) as { data: { httpStatus: number } };
  return { status: data.httpStatus, text };
}

async function firstWord(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += Buffer.from(value ?? []).toString('utf8');
    const words = text.replace(/event: (connected|ping)\ndata: .*\n\n/g, '');
    if (done || words.includes('\n\n')) return words;
  }
}

/** Another workspace shows nowhere; another customer's ticket to no customer and no requester; a note to neither. */
function leaksIn(text: string, caller: Caller): string[] {
  const seesAll = ['agent', 'admin', 'owner', 'program'].includes(caller);
  return [marks.foreign, ...(seesAll ? [] : [marks.other, marks.note])].filter((mark) => text.includes(mark));
}
