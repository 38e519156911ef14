// Who our mails come from.
import type { Config } from '../config.ts';

export interface Sender {
  address: string;
  /** Of Message-IDs. */
  domain: string;
}

/** The address of MAIL_FROM; without it one at the host of PUBLIC_URL that takes no answers. */
export function senderOf(config: Pick<Config, 'mailFrom' | 'publicUrl'>): Sender {
  const host = new URL(config.publicUrl).hostname;
  const given = config.mailFrom === null ? null : (/<([^<>]+)>\s*$/.exec(config.mailFrom)?.[1] ?? config.mailFrom);
  const address = (given ?? `no-reply@${isName(host) ? host : 'localhost'}`).trim().toLowerCase();
  return { address, domain: address.slice(address.lastIndexOf('@') + 1) };
}

/** Addresses in brackets or digits are no domain that a Message-ID or a mail address likes. */
function isName(host: string): boolean {
  return /[a-z]/i.test(host) && !host.includes(':');
}
