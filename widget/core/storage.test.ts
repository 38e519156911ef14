import { expect } from 'chai';
import { becomeVisitor, belongsTo, openStore, randomUuid, type Owner } from './storage.ts';

const key = 'deskbell:pk_test';
let owner: Owner = {};
let mayPersist = true;
const open = () =>
  openStore(
    'pk_test',
    () => owner,
    () => mayPersist,
  );

beforeEach(() => {
  localStorage.clear();
  owner = {};
  mayPersist = true;
});

describe('belongsTo', () => {
  const cases: [kept: Owner, now: Owner, mine: boolean, why: string][] = [
    [{}, {}, true, 'nobody stays nobody'],
    [{}, { subject: 'a' }, true, 'whoever signs in keeps what they wrote before'],
    [{ subject: 'a' }, { subject: 'a' }, true, 'the same person'],
    [{ subject: 'a' }, { subject: 'b' }, false, 'another person'],
    [{ subject: 'a' }, {}, false, 'nobody sees what a signed person left'],
    [{ claim: 'a' }, {}, true, 'a page that knows nobody is no other person'],
    [{ claim: 'a' }, { claim: 'b' }, false, 'another claim'],
    [{ subject: 'a', claim: 'a' }, { subject: 'a', claim: 'mail' }, true, 'a signature counts more than a claim'],
  ];
  for (const [kept, now, mine, why] of cases) {
    it(`${why}: ${String(mine)}`, () => expect(belongsTo(kept, now)).to.equal(mine));
  }
});

describe('openStore', () => {
  it('writes one key, and only when something is kept', () => {
    const store = open();
    expect(store.read()).to.deep.equal({});
    expect(localStorage.length).to.equal(0);
    store.write((state) => (state.drafts = { new: { subject: 'Hi' } }));
    expect(Object.keys(localStorage)).to.deep.equal([key]);
    expect(open().read().drafts).to.deep.equal({ new: { subject: 'Hi' } });
  });

  it('does not undo what another tab wrote', () => {
    const [here, there] = [open(), open()];
    here.write((state) => (state.visitor = 'v'));
    there.write((state) => (state.drafts = { new: {} }));
    here.write((state) => (state.outbox = []));
    expect(open().read()).to.deep.equal({ visitor: 'v', drafts: { new: {} }, outbox: [] });
  });

  it('removes what a signed person left as soon as another one is signed', () => {
    owner = { subject: 'a' };
    open().write((state) => (state.visitor = 'secret of a'));
    owner = { subject: 'b' };
    expect(open().read()).to.deep.equal({});
    expect(localStorage.getItem(key)).to.equal(null);
  });

  it('hides what a signed person left while the page knows nobody, and gives it back to them', () => {
    owner = { subject: 'a' };
    open().write((state) => (state.visitor = 'secret of a'));
    owner = {};
    expect(open().read()).to.deep.equal({});
    owner = { subject: 'a' };
    expect(open().read().visitor).to.equal('secret of a');
  });

  it('works from memory where storage is refused', () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const store = open();
    store.write((state) => (state.visitor = 'v'));
    Storage.prototype.setItem = setItem;
    expect(store.read().visitor).to.equal('v');
    expect(localStorage.length).to.equal(0);
  });

  it('starts from nothing where the kept text is damaged', () => {
    localStorage.setItem(key, '{"visitor":');
    expect(open().read()).to.deep.equal({});
  });
});

describe('becomeVisitor', () => {
  it('makes a secret of 43 characters once', () => {
    const store = open();
    becomeVisitor(store);
    const secret = store.read().visitor;
    expect(secret).to.match(/^[\w-]{43}$/);
    becomeVisitor(store);
    expect(store.read().visitor).to.equal(secret);
  });
});

describe('randomUuid', () => {
  it('has the shape of version 4', () => {
    expect(randomUuid()).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(randomUuid()).not.to.equal(randomUuid());
  });
});
