import { describe, expect, it } from 'vitest';
import { parseProxies } from '../config/proxies.ts';
import { appWith, from } from '../testing/http.ts';
import { clientAddress, limitGroup } from './client-address.ts';

const app = appWith([clientAddress(parseProxies('10.0.0.0/8, fd00::/8'))], (c) => c.text(c.get('clientAddress')));

async function addressOf(peer: string, forwardedFor?: string): Promise<string> {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return (await app.request('/', { headers }, from(peer))).text();
}

describe('clientAddress', () => {
  it('takes the peer when it is no proxy of ours, whatever it claims', async () => {
    expect(await addressOf('203.0.113.7')).toBe('203.0.113.7');
    expect(await addressOf('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
  });

  it('takes what our proxy saw, not what the caller wrote before it', async () => {
    expect(await addressOf('10.0.0.1', '1.2.3.4, 198.51.100.1')).toBe('198.51.100.1');
  });

  it('passes through several of our proxies', async () => {
    expect(await addressOf('10.0.0.1', '6.6.6.6, 198.51.100.1, 10.9.9.9')).toBe('198.51.100.1');
  });

  it('stays with the proxy when the header holds no address', async () => {
    expect(await addressOf('10.0.0.1', '<script>, evil')).toBe('10.0.0.1');
    expect(await addressOf('10.0.0.1', '')).toBe('10.0.0.1');
    expect(await addressOf('10.0.0.1')).toBe('10.0.0.1');
  });

  it('knows an IPv4 address in IPv6 clothes', async () => {
    expect(await addressOf('::ffff:10.0.0.1', '::ffff:198.51.100.1')).toBe('198.51.100.1');
  });

  it('groups IPv6 by the network that one subscriber owns', async () => {
    expect(await addressOf('fd00::1', '2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64');
    expect(await addressOf('fd00::1', '2001:DB8:1:2:bbbb:0:0:9')).toBe('2001:db8:1:2::/64');
    expect(await addressOf('fd00::1', '2001:db8:1:3::1')).toBe('2001:db8:1:3::/64');
    expect(limitGroup('::1')).toBe('0:0:0:0::/64');
    expect(limitGroup('2001:db8::')).toBe('2001:db8:0:0::/64');
  });
});
