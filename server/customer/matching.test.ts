// Whom a new ticket is taken to be from: every row of the matching table on the real database, seen from the desk (who
// became requester) and from the browser (what it may see).
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MemberTicket } from '#shared/api/tickets.ts';
import { asDesk, testDesk } from '../testing/desk.ts';
import { type HttpClient, httpApp, question, widgetClient } from '../testing/http-app.ts';
import { identitySecret, signIdentity } from '../testing/identity.ts';

interface Opened {
  ticketId: string;
  reference: string;
}

const { deps, workspace, owner } = await testDesk();
const { app } = httpApp(deps);
const secret = await identitySecret(deps, workspace.id);
const desk = asDesk(deps, owner);
let people = 0;

const browser = (headers: Record<string, string> = {}) => widgetClient(app, workspace.publicKey, headers);
const signedAs = async (claims: Record<string, unknown>) =>
  browser({ 'x-deskbell-identity': await signIdentity(secret, claims) });
/** Traits that nobody has used yet. */
const somebody = () => ({ sub: `c-${(people += 1)}`, email: `person-${people}@example.com` });

async function open(client: HttpClient, over: Record<string, unknown> = {}): Promise<MemberTicket> {
  const answer = await client.mutate<Opened>('customer.create', question(over));
  expect(answer.status).toBe(200);
  return desk.tickets.get({ ref: answer.data.reference });
}

async function visible(client: HttpClient): Promise<string[]> {
  const { data } = await client.query<{ items: { id: string }[] }>('customer.tickets', {});
  return data.items.map(({ id }) => id).sort();
}

const ids = (...tickets: MemberTicket[]) => tickets.map(({ id }) => id).sort();
const contactOf = ({ requester }: MemberTicket) => desk.contacts.get({ id: requester.id });

describe('a signed visitor', () => {
  it('whom nobody knows becomes a contact with what was signed, proven', async () => {
    const { sub, email } = somebody();
    const client = await signedAs({ sub, email, name: 'Cora van Dam', phone: '+31 20 1' });
    const ticket = await open(client);
    expect(ticket.requester).toMatchObject({ name: 'Cora van Dam', email, externalId: sub, verified: true });
    expect(await contactOf(ticket)).toMatchObject({
      firstName: 'Cora van',
      lastName: 'Dam',
      phone: '+31 20 1',
      externalId: sub,
      emails: [{ address: email, primary: true, verified: true }],
    });
    expect(await visible(client)).toEqual(ids(ticket));
  });

  it('is the contact with their external id, in every browser', async () => {
    const { sub, email } = somebody();
    const first = await open(await signedAs({ sub, email }));
    const client = await signedAs({ sub });
    const second = await open(client);
    expect(second.requester).toMatchObject({ id: first.requester.id, verified: true });
    expect(await visible(client)).toEqual(ids(first, second));
  });

  it('is the contact who has proven their address, who gets the external id', async () => {
    const { sub, email } = somebody();
    const contact = await desk.contacts.create({ firstName: 'Paul', emails: [email] });
    await deps.sql`update contact_email set verified_at = now() where contact_id = ${contact.id}`;
    const ticket = await open(await signedAs({ sub, email, name: 'Somebody Else' }));
    expect(ticket.requester).toMatchObject({ id: contact.id, name: 'Paul', externalId: sub, verified: true });
  });

  it('is not the contact for whom their address was only claimed: claims are not inherited', async () => {
    const { sub, email } = somebody();
    const claimed = await open(browser(), { email, name: 'Mallory' });
    const client = await signedAs({ sub, email });
    const ticket = await open(client);
    expect(ticket.requester.id).not.toBe(claimed.requester.id);
    expect((await contactOf(ticket)).emails).toEqual([{ address: email, primary: true, verified: true }]);
    expect(await visible(client)).toEqual(ids(ticket));
  });

  it('with an address that another external id has proven is a new contact: histories never merge by themselves', async () => {
    const [mine, theirs] = [somebody(), somebody()];
    const first = await open(await signedAs(theirs));
    const client = await signedAs({ sub: mine.sub, email: theirs.email });
    const ticket = await open(client);
    expect(ticket.requester).toMatchObject({ externalId: mine.sub, email: null, verified: true });
    expect(ticket.requester.id).not.toBe(first.requester.id);
    expect(await visible(client)).toEqual(ids(ticket));
  });

  it('whose id leads to one contact and whose address to another is the one of the id', async () => {
    const [a, b] = [somebody(), somebody()];
    const ofA = await open(await signedAs(a));
    const ofB = await open(await signedAs(b));
    const client = await signedAs({ sub: a.sub, email: b.email });
    const ticket = await open(client);
    expect(ticket.requester.id).toBe(ofA.requester.id);
    expect(await visible(client)).toEqual(ids(ofA, ticket));
    expect((await contactOf(ofB)).emails).toEqual([{ address: b.email, primary: true, verified: true }]);
  });

  it('who says something else in the form is who was signed; the desk sees both', async () => {
    const [signed, said] = [somebody(), somebody()];
    const victim = await open(await signedAs(said));
    const client = await signedAs({ ...signed, name: 'Cora Customer' });
    const form = { email: said.email, externalId: said.sub, name: 'Victor Victim', phone: '1' };
    const ticket = await open(client, form);
    expect(ticket.requester).toMatchObject({ email: signed.email, externalId: signed.sub, name: 'Cora Customer' });
    expect(ticket.context).toEqual({ claims: form });
    expect(await visible(client)).toEqual(ids(ticket));
    expect((await contactOf(victim)).phone).toBeNull();
  });
});

describe('a visitor who only claims', () => {
  it('an address that nobody has becomes a contact, unproven and without an external id', async () => {
    const { sub, email } = somebody();
    const ticket = await open(browser(), { email, externalId: sub, name: 'Cora' });
    expect(ticket.requester).toMatchObject({ name: 'Cora', email, externalId: null, verified: false });
    expect((await contactOf(ticket)).emails).toEqual([{ address: email, primary: true, verified: false }]);
  });

  it.each([
    ['the proven address', ({ email }: ReturnType<typeof somebody>) => ({ email })],
    ['the address in capitals', ({ email }: ReturnType<typeof somebody>) => ({ email: email.toUpperCase() })],
    ['the external id', ({ sub }: ReturnType<typeof somebody>) => ({ externalId: sub })],
  ])('%s of a contact is linked for the desk, marked, and sees none of their history', async (_, claim) => {
    const person = somebody();
    const known = await open(await signedAs({ ...person, name: 'Cora Customer' }));
    const before = await contactOf(known);
    const client = browser();
    const ticket = await open(client, { ...claim(person), name: 'Mallory', phone: '666' });
    expect(ticket.requester).toMatchObject({ id: known.requester.id, name: 'Cora Customer', verified: false });
    expect(await contactOf(known)).toEqual(before);
    expect(await visible(client)).toEqual(ids(ticket));
    expect((await client.query('customer.thread', { ticketId: known.id })).status).toBe(404);
    // Whose address it is, nobody is told.
    const thread = await client.query('customer.thread', { ticketId: ticket.id });
    expect(thread.status).toBe(200);
    for (const secretText of ['Cora', 'Customer', known.reference, person.email])
      expect(thread.text).not.toContain(secretText);
  });

  it('the same address a second time is the same unproven contact', async () => {
    const { email } = somebody();
    const [first, second] = [await open(browser(), { email }), await open(browser(), { email })];
    expect(second.requester.id).toBe(first.requester.id);
  });

  it('nothing is a new contact each time, and the browser has its own tickets', async () => {
    const client = browser();
    const [first, second] = [await open(client), await open(client)];
    expect(first.requester).toMatchObject({ name: '', email: null, verified: false });
    expect(second.requester.id).not.toBe(first.requester.id);
    expect(await visible(client)).toEqual(ids(first, second));
  });

  it('gets the same answer for an address that is known and one that is not', async () => {
    const known = somebody();
    await open(await signedAs({ ...known, name: 'Cora Customer' }));
    const shapeOf = async (email: string) => {
      const client = browser();
      const answer = await client.mutate<Opened>('customer.create', question({ email }));
      const { ticketId, reference } = answer.data;
      const thread = await client.query('customer.thread', { ticketId });
      const list = await client.query('customer.tickets', {});
      const blank = (text: string) =>
        text
          .replaceAll(ticketId, 'ID')
          .replaceAll(reference, 'REFERENCE')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
      const headers = [...answer.headers.keys()].sort();
      return [answer.status, headers, blank(answer.text), blank(thread.text), blank(list.text)];
    };
    expect(await shapeOf(known.email)).toEqual(await shapeOf(somebody().email));
  });
});

describe('twenty arrivals of one new person at the same moment', () => {
  it.each([
    ['by a claimed address', false],
    ['by a signed external id and address', true],
  ])('%s make twenty tickets of one contact', async (_, isSigned) => {
    const person = somebody();
    const browsers = await Promise.all(
      Array.from({ length: 20 }, async () => (isSigned ? signedAs(person) : browser())),
    );
    const over = isSigned ? {} : { email: person.email };
    const tickets = await Promise.all(browsers.map((client) => open(client, over)));
    expect(new Set(tickets.map(({ requester }) => requester.id)).size).toBe(1);
    expect(new Set(tickets.map(({ reference }) => reference)).size).toBe(20);
    const contacts = await deps.sql`select contact_id from contact_email where address = ${person.email}`;
    expect(contacts).toHaveLength(1);
  });

  it('in one browser make one visitor', async () => {
    const client = browser();
    const tickets = await Promise.all(Array.from({ length: 20 }, () => open(client)));
    expect(await visible(client)).toEqual(ids(...tickets));
  });

  it('who send the same ticket make one', async () => {
    const client = browser();
    const same = { clientId: randomUUID(), ...somebody(), sub: undefined };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.mutate<Opened>('customer.create', question(same))),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await visible(client)).toHaveLength(1);
  });
});
