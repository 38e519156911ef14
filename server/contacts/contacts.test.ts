// Contacts as a CRM writes them by REST: created, found, changed, put by external id, also by two at once.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/api/contacts.ts';
import type { MemberTicket, QueueRow } from '#shared/api/tickets.ts';
import { testDesk } from '../testing/desk.ts';
import { httpApp, question, widgetClient } from '../testing/http-app.ts';
import { identitySecret, signIdentity } from '../testing/identity.ts';
import { restApi } from '../testing/rest.ts';

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

const { deps, workspace } = await testDesk();
const { app } = httpApp(deps);
const { get, post, patch, put, refused } = await restApi(deps, app, workspace.id);

let people = 0;
const address = () => `person-${(people += 1)}@example.com`;

async function created(over: object = {}): Promise<Contact> {
  const answer = await post<Contact>('/contacts', { firstName: 'Cora', lastName: 'Customer', ...over });
  expect(answer.status, answer.text).toBe(201);
  return answer.data;
}

async function found(query: string): Promise<string[]> {
  const { status, data, text } = await get<Page<Contact>>(`/contacts?query=${encodeURIComponent(query)}`);
  expect(status, text).toBe(200);
  return data.items.map(({ id }) => id);
}

describe('a contact', () => {
  it('is created with what is given and answered whole', async () => {
    const [first, second] = [address(), address()];
    const attributes = { plan: 'gold', seats: 5, trial: false, note: null };
    const contact = await created({
      emails: [first.toUpperCase(), second],
      externalId: 'crm-1',
      phone: '+49 30 1',
      company: 'ACME',
      locale: 'de',
      attributes,
    });
    expect(contact).toMatchObject({
      firstName: 'Cora',
      lastName: 'Customer',
      phone: '+49 30 1',
      company: 'ACME',
      externalId: 'crm-1',
      locale: 'de',
      attributes,
      emails: [
        { address: first, primary: true, verified: false },
        { address: second, primary: false, verified: false },
      ],
      version: 1,
    });
    expect((await get<Contact>(`/contacts/${contact.id}`)).data).toEqual(contact);
  });

  it('may be nobody yet', async () => {
    expect((await created({ firstName: '', lastName: '' })).emails).toEqual([]);
  });

  it('has its addresses and its external id for itself', async () => {
    const email = address();
    await created({ emails: [email], externalId: 'crm-2' });
    await refused(() => post('/contacts', { emails: [email] }), 409, 'emails');
    await refused(() => post('/contacts', { externalId: 'crm-2' }), 409, 'externalId');
    const other = await created({ emails: [address()] });
    await refused(() => patch(`/contacts/${other.id}`, { emails: [email] }), 409, 'emails');
    await refused(() => patch(`/contacts/${other.id}`, { externalId: 'crm-2' }), 409, 'externalId');
  });

  it.each([
    ['an unknown key', { colour: 'red' }, 'input'],
    ['an address that is none', { emails: ['nobody'] }, 'emails.0'],
    ['eleven addresses', { emails: Array.from({ length: 11 }, (_, at) => `a${at}@example.com`) }, 'emails'],
    ['a list for a name', { firstName: ['a'] }, 'firstName'],
    ['attributes that nest', { attributes: { a: { b: 1 } } }, 'attributes.a'],
    [
      'too many attributes',
      { attributes: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`a${at}`, 1])) },
      'attributes',
    ],
    ['an endless name', { firstName: 'x'.repeat(121) }, 'firstName'],
    ['an endless external id', { externalId: 'x'.repeat(201) }, 'externalId'],
    ['verification by its own word', { emails: [{ address: 'a@example.com', verified: true }] }, 'emails.0'],
  ])('with %s is refused', async (_, over, field) => {
    await refused(() => post('/contacts', { firstName: 'x', ...over }), 400, field);
  });

  it('keeps texts in their harmless form, names of attributes as well', async () => {
    const contact = await created({
      firstName: 'Co\0ra\u202e',
      company: '\ud800',
      attributes: { 'pl\0an': 'go\u202eld' },
    });
    expect(contact).toMatchObject({ firstName: 'Cora', company: '\ufffd', attributes: { plan: 'gold' } });
  });
});

describe('a change of a contact', () => {
  it('touches what is named, clears what is null, and raises the version', async () => {
    const contact = await created({ phone: '1', company: 'ACME', emails: [address()] });
    const changed = await patch<Contact>(`/contacts/${contact.id}`, { firstName: 'Nora', phone: null });
    expect(changed.data).toMatchObject({
      firstName: 'Nora',
      lastName: 'Customer',
      phone: null,
      company: 'ACME',
      version: 2,
    });
    expect(changed.data.emails).toEqual(contact.emails);
  });

  it('on an older version is told so, with the contact as it is', async () => {
    const { id, version } = await created();
    await patch(`/contacts/${id}`, { company: 'First', version });
    const stale = await refused(() => patch(`/contacts/${id}`, { company: 'Second', version }), 409);
    expect(stale.body).toMatchObject({ current: { id, company: 'First', version: version + 1 } });
  });

  it('leaves a proven address proven', async () => {
    const [proven, added] = [address(), address()];
    const identity = await signIdentity(await identitySecret(deps, workspace.id), { sub: randomUUID(), email: proven });
    const visitor = widgetClient(app, workspace.publicKey, { 'x-deskbell-identity': identity });
    const { data } = await visitor.mutate<{ ticketId: string }>('customer.create', question());
    const { requester } = (await get<MemberTicket>(`/tickets/${data.ticketId}`)).data;
    const changed = await patch<Contact>(`/contacts/${requester.id}`, { emails: [added, proven] });
    expect(changed.data.emails).toEqual([
      { address: added, primary: true, verified: false },
      { address: proven, primary: false, verified: true },
    ]);
  });

  it('of different fields by many at once loses none', async () => {
    const { id } = await created();
    const fields = [
      { firstName: 'A' },
      { lastName: 'B' },
      { phone: 'C' },
      { company: 'D' },
      { locale: 'fr' },
      { externalId: 'E' },
    ];
    const answers = await Promise.all(fields.map((field) => patch(`/contacts/${id}`, field)));
    expect(answers.map(({ status }) => status)).toEqual(fields.map(() => 200));
    expect((await get<Contact>(`/contacts/${id}`)).data).toMatchObject(
      Object.assign({ version: 7 }, ...fields) as object,
    );
  });
});

describe('PUT /contacts/external/:externalId', () => {
  it('creates, then changes', async () => {
    const first = await put<Contact>('/contacts/external/crm-3', { firstName: 'Paul', emails: [address()] });
    expect([first.status, first.data.externalId]).toEqual([200, 'crm-3']);
    const second = await put<Contact>('/contacts/external/crm-3', { lastName: 'Paulsen' });
    expect(second.data).toMatchObject({ id: first.data.id, firstName: 'Paul', lastName: 'Paulsen', version: 2 });
  });

  it.each(['a/b', '50% off', 'Клиент 7', 'a+b@c', '..', '%2e%2e', '?x=1#y'])(
    'takes %j as an id',
    async (externalId) => {
      const path = `/contacts/external/${encodeURIComponent(externalId)}`;
      const answer = await put<Contact>(path, { firstName: 'x' });
      if (externalId === '..') return;
      expect([answer.status, answer.data.externalId]).toEqual([200, externalId]);
    },
  );

  it('by twenty at once makes one contact, and each of them is told of it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => put<Contact>('/contacts/external/crm-4', { firstName: `Name ${at}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
  });

  it('cannot take an address from somebody else', async () => {
    const email = address();
    await created({ emails: [email] });
    await refused(() => put('/contacts/external/crm-5', { emails: [email] }), 409, 'emails');
  });
});

describe('the search of contacts', () => {
  it('finds by the start of a name or an address, and by the whole external id', async () => {
    const email = `zelda.${randomUUID()}@example.com`;
    const { id } = await created({ firstName: 'Zelda', lastName: 'Zimmer', emails: [email], externalId: 'zz-1' });
    for (const query of ['zel', 'ZIMM', email.slice(0, 12), 'zz-1']) expect(await found(query)).toContain(id);
    for (const query of ['elda', 'zz', 'nobody']) expect(await found(query)).not.toContain(id);
  });

  it.each([
    "'",
    '"',
    '\\',
    '%',
    '_',
    '%%%%%%%%',
    '\\%',
    'a & | b',
    ':*',
    '<->',
    '!',
    '(',
    '漢字',
    'مرحبا',
    '\ufffd',
    "' or 1=1 --",
    'x'.repeat(200),
  ])('takes %j for nothing but text', async (query) => {
    expect(await found(query)).toEqual([]);
  });

  it('refuses what is too long or shows nothing, in whatever form it comes', async () => {
    for (const query of ['x'.repeat(201), 'x'.repeat(100_000), '%00', '%ed%a0%80%00', '', '%20']) {
      const answer = await get(`/contacts?query=${query}`);
      expect([200, 400, 414], answer.text).toContain(answer.status);
    }
  });

  it('finds a name with the very signs that patterns are made of', async () => {
    const { id } = await created({ firstName: '100%_sure\\' });
    expect(await found('100%_s')).toEqual([id]);
    expect(await found('100%_sure\\')).toEqual([id]);
  });
});

describe('the tickets of a contact', () => {
  it('are theirs, the archived ones as well, the newest first', async () => {
    const { id } = await created({ emails: [address()] });
    const open = async () =>
      (await post<MemberTicket>('/tickets', { subject: 'x', body: 'x', requester: { contactId: id } })).data;
    const tickets = [await open(), await open()];
    await post('/tickets', { subject: 'x', body: 'x', requester: { email: address() } });
    await post(`/tickets/${tickets[0]?.id ?? ''}/archive`);
    const list = await get<Page<QueueRow>>(`/contacts/${id}/tickets`);
    expect(list.data.items.map((row) => row.id)).toEqual(tickets.map((ticket) => ticket.id));
    await refused(() => get(`/contacts/${randomUUID()}/tickets`), 404);
    await refused(() => get('/contacts/nobody/tickets'), 400, 'id');
  });
});
