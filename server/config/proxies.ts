// The proxies whose forwarding headers are believed: parsed from TRUSTED_PROXIES.
import { BlockList, isIP } from 'node:net';

/** One address or network. */
export interface AddressRange {
  address: string;
  prefixBits: number;
  family: 'ipv4' | 'ipv6';
}

/** @throws Error whose message goes on after the variable's name. */
export function parseProxies(text: string): AddressRange[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '').map(parseRange);
}

/** A set of addresses that can be asked. IPv4 inside IPv6 is the same address. */
export function addressSet(ranges: AddressRange[]): (address: string) => boolean {
  const list = new BlockList();
  for (const { address, prefixBits, family } of ranges) list.addSubnet(address, prefixBits, family);
  return (address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
  };
}

function parseRange(entry: string): AddressRange {
  const [address = '', prefix, ...rest] = entry.split('/');
  const version = isIP(address);
  const bitsMax = version === 6 ? 128 : 32;
  const prefixBits = prefix === undefined ? bitsMax : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (version === 0 || rest.length > 0 || prefixBits < 0 || prefixBits > bitsMax) {
    throw new Error(`has an entry that is no address or network (${entry}): list them as 10.0.0.1, 10.1.0.0/16`);
  }
  return { address, prefixBits, family: version === 6 ? 'ipv6' : 'ipv4' };
}
