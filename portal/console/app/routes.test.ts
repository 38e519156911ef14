import { expect } from 'chai';
import { pathsOf, readPath } from './routes.ts';

describe('readPath', () => {
  it('reads every address of the console', () => {
    expect(readPath('/console')).to.deep.equal({ screen: 'home' });
    expect(readPath('/console/sign-in')).to.deep.equal({ screen: 'sign-in' });
    expect(readPath('/console/acme')).to.deep.equal({ screen: 'queue', slug: 'acme' });
    expect(readPath('/console/acme/t/TKT-0042')).to.deep.equal({
      screen: 'ticket',
      slug: 'acme',
      reference: 'TKT-0042',
    });
    expect(readPath('/console/acme/settings')).to.deep.equal({ screen: 'settings', slug: 'acme', section: '' });
    expect(readPath('/console/acme/outbox/7')).to.deep.equal({ screen: 'outbox', slug: 'acme', mail: '7' });
  });

  it('knows what is no page', () => {
    for (const path of ['/elsewhere', '/console/acme/t', '/console/acme/nothing', '/console/acme/t/1/2']) {
      expect(readPath(path).screen, path).to.equal('nowhere');
    }
  });

  it('reads back what pathsOf writes, whatever the name holds', () => {
    const name = 'a/b ?#ü%';
    expect(readPath(new URL(pathsOf('acme').ticket(name), location.href).pathname)).to.deep.equal({
      screen: 'ticket',
      slug: 'acme',
      reference: name,
    });
  });

  it('survives an address that is not well escaped', () => {
    expect(readPath('/console/acme/contacts/%E0%A4%A')).to.deep.equal({
      screen: 'contact',
      slug: 'acme',
      id: '%E0%A4%A',
    });
  });
});

describe('pathsOf', () => {
  it('keeps the tab with tickets, and leaves the usual one out', () => {
    expect(pathsOf('acme', 'mine').ticket('TKT-0001')).to.equal('/console/acme/t/TKT-0001?tab=mine');
    expect(pathsOf('acme', 'all').queue).to.equal('/console/acme');
  });
});
