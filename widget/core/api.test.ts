import { expect } from 'chai';
import { base, publicKey, useFakeDesk } from '../testing/fake-desk.ts';
import { connect, type ApiError } from './api.ts';
import { keepIdentity, subjectOf } from './identity.ts';

const desk = useFakeDesk();
const token = (sub: string): string => `x.${btoa(JSON.stringify({ sub }))}.y`;
let expired = 0;

function api(identity = keepIdentity(() => null)) {
  expired = 0;
  return connect({ base, publicKey, identity, visitor: () => 'v'.repeat(43), onExpired: () => (expired += 1) });
}

describe('connect', () => {
  it('brings secrets in headers, never in the address', async () => {
    const identity = keepIdentity(() => null);
    await identity.prove({ token: token('42') });
    await api(identity).read('tickets', {});
    const [call] = desk().calls;
    expect(call?.headers.get('x-deskbell-key')).to.equal(publicKey);
    expect(call?.headers.get('x-deskbell-visitor')).to.equal('v'.repeat(43));
    expect(call?.headers.get('x-deskbell-identity')).to.equal(token('42'));
    expect(call?.url).to.equal(`${base}/trpc/customer.tickets?input=%7B%7D`);
  });

  it('asks the page for a new token once, and repeats the call with it', async () => {
    const tokens = [token('old'), token('new')];
    const identity = keepIdentity(() => null);
    await identity.prove({ getToken: () => tokens.shift() });
    desk().fail('tickets', { status: 401, code: 'unauthorized' });
    await api(identity).read('tickets', {});
    expect(desk().calls.map(({ headers }) => headers.get('x-deskbell-identity'))).to.deep.equal([
      token('old'),
      token('new'),
    ]);
    expect(expired).to.equal(0);
  });

  it('says that the identity has ended when the page has no other', async () => {
    const identity = keepIdentity(() => null);
    await identity.prove({ getToken: () => token('same') });
    desk().fail('tickets', { status: 401, code: 'unauthorized' }, 2);
    const error = await api(identity)
      .read('tickets', {})
      .catch((cause: unknown) => cause as ApiError);
    expect((error as ApiError).code).to.equal('unauthorized');
    expect(expired).to.equal(1);
    expect(desk().calls.length).to.equal(1);
  });

  it('tells what the server said, and `offline` where nothing came', async () => {
    desk().fail('create', { status: 400, code: 'bad_request', fields: { email: 'no' }, message: 'Check this.' });
    const input = { clientId: 'c', subject: 's', body: 'b' };
    const refused = await api()
      .write('create', input)
      .catch((cause: unknown) => cause as ApiError);
    expect(refused).to.include({ code: 'bad_request', message: 'Check this.' });
    expect((refused as ApiError).fields).to.deep.equal({ email: 'no' });
    desk().fail('create', {});
    const lost = await api()
      .write('create', input)
      .catch((cause: unknown) => cause as ApiError);
    expect((lost as ApiError).code).to.equal('offline');
  });
});

describe('subjectOf', () => {
  it('reads whose token it is, and nothing from what is no token', () => {
    expect(subjectOf(token('42'))).to.equal('42');
    for (const text of ['', 'a.b', 'a.!.c', `x.${btoa('{"sub":7}')}.y`]) expect(subjectOf(text)).to.equal(undefined);
  });
});

describe('keepIdentity', () => {
  it('takes a claim for a claim, and a hash for a proof', () => {
    const config = (values: Record<string, string>) => (name: string) => values[name] ?? null;
    expect(keepIdentity(config({ email: 'a@b.example' })).owner()).to.deep.equal({ claim: 'a@b.example' });
    const hashed = keepIdentity(config({ 'external-id': 'kunde 42ä', 'identity-hash': 'ff' }));
    expect(hashed.owner()).to.deep.equal({ subject: 'kunde 42ä', claim: 'kunde 42ä' });
    expect(hashed.headers()).to.deep.equal({
      'x-deskbell-external-id': 'kunde%2042%C3%A4',
      'x-deskbell-identity-hash': 'ff',
    });
  });
});
