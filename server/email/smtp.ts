// Delivery by SMTP: pooled connections, certificates verified, recipients taken from the envelope that we give and never
// from a header.
import { createTransport } from 'nodemailer';
import type { MailTarget } from '../config/mail-url.ts';
import { DeliveryError, type OutgoingMail, type Transport } from './delivery.ts';

type SmtpTarget = Extract<MailTarget, { kind: 'smtp' }>;

const timeoutMs = 20_000;

/** Port and `smtps://` decide about TLS from the start; otherwise it is taken when offered, and demanded by a password. */
export function smtpTransport(target: SmtpTarget): Transport {
  const { user, password } = target;
  const pool = createTransport({
    pool: true,
    host: target.host,
    port: target.port,
    secure: target.tls,
    requireTLS: user !== null,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    maxConnections: 4,
    maxMessages: 100,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      try {
        await pool.sendMail(messageOf(mail));
      } catch (cause) {
        throw smtpFailure(cause);
      }
    },
    close: () => pool.close(),
  };
}

function messageOf(mail: OutgoingMail) {
  return {
    envelope: { from: mail.from.address, to: [mail.to.address] },
    from: mail.from,
    to: mail.to,
    ...(mail.replyTo === null ? {} : { replyTo: { name: mail.from.name, address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    ...(mail.references.length === 0
      ? {}
      : { references: [...mail.references], inReplyTo: mail.references.at(-1) ?? '' }),
    headers: { ...mail.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** A 5xx about this mail or its recipient is final; a refused sender or password, a 4xx and a broken line are not. */
function smtpFailure(cause: unknown): DeliveryError {
  const { command, responseCode, message } = cause as { command?: string; responseCode?: number; message?: string };
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  const final = aboutThisMail && responseCode !== undefined && responseCode >= 500;
  return new DeliveryError(final ? 'permanent' : 'temporary', message ?? 'the mail server did not answer', cause);
}
