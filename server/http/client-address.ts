// Who calls: the peer's address, or what a trusted proxy says of it. Forwarding headers of anybody else are noise.
import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { addressSet, type AddressRange } from '../config/proxies.ts';
import { peerAddress } from './context-variables.ts';

/** Sets `clientAddress`. */
export function clientAddress(trustedProxies: AddressRange[]): MiddlewareHandler {
  const isTrusted = addressSet(trustedProxies);
  return async (c, next) => {
    const forwardedFor = c.req.header('x-forwarded-for');
    c.set('clientAddress', limitGroup(resolveAddress(peerAddress(c), forwardedFor, isTrusted)));
    await next();
  };
}

/**
 * The nearest address that is not one of our proxies. Read from the right: every proxy appends, so whatever a caller
 * wrote into the header stands to the left of what our own proxies saw.
 */
export function resolveAddress(
  peer: string,
  forwardedFor: string | undefined,
  isTrusted: (address: string) => boolean,
): string {
  let address = plainAddress(peer);
  const hops = (forwardedFor ?? '').split(',');
  while (isTrusted(address)) {
    const hop = plainAddress(hops.pop()?.trim() ?? '');
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/** IPv4 as it is; IPv6 by its first 64 bits, which one subscriber owns. */
export function limitGroup(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    const before = head === '' ? [] : groups;
    groups.splice(0, groups.length, ...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after);
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** Without the zone, and IPv4 out of its IPv6 form. */
function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return mapped ?? bare;
}
