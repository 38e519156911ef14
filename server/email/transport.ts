// The way out that the settings name.
import type { MailTarget } from '../config/mail-url.ts';
import type { Transport } from './delivery.ts';
import { resendTransport } from './resend.ts';
import { smtpTransport } from './smtp.ts';

/** Null when mails are kept in the outbox. */
export function createTransport(target: MailTarget): Transport | null {
  switch (target.kind) {
    case 'outbox':
      return null;
    case 'smtp':
      return smtpTransport(target);
    case 'resend':
      return resendTransport(target);
  }
}
