// Delivery by Resend's HTTP API. The mail's id is the idempotency key, so that an attempt whose answer was lost is not
// sent again.
import type { MailTarget } from '../config/mail-url.ts';
import { DeliveryError, type OutgoingMail, type Transport } from './delivery.ts';

type ResendTarget = Extract<MailTarget, { kind: 'resend' }>;

const timeoutMs = 20_000;
const reasonCharactersMax = 300;

/** Speaks to RESEND_BASE_URL with the API key. */
export function resendTransport(target: ResendTarget): Transport {
  const url = new URL('emails', target.baseUrl.endsWith('/') ? target.baseUrl : `${target.baseUrl}/`);
  return {
    send: async (mail) => {
      const response = await post(url, target.apiKey, mail);
      if (response.ok) {
        await response.body?.cancel();
        return;
      }
      throw new DeliveryError(isFinal(response.status) ? 'permanent' : 'temporary', await reasonOf(response));
    },
    close: () => undefined,
  };
}

async function post(url: URL, apiKey: string, mail: OutgoingMail): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': mail.id,
      },
      body: JSON.stringify({
        from: mailbox(mail.from),
        to: [mail.to.address],
        ...(mail.replyTo === null ? {} : { reply_to: mail.replyTo }),
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: headersOf(mail),
      }),
    });
  } catch (cause) {
    throw new DeliveryError('temporary', 'Resend could not be reached', cause);
  }
}

function headersOf(mail: OutgoingMail): Record<string, string> {
  const answered = mail.references.at(-1);
  return {
    ...mail.headers,
    'Message-ID': mail.messageId,
    ...(answered === undefined ? {} : { References: mail.references.join(' '), 'In-Reply-To': answered }),
  };
}

/** The name goes into quotes; what would end them is left out. */
function mailbox({ name, address }: { name: string; address: string }): string {
  const plain = name.replaceAll(/["\\\r\n]/g, '').trim();
  return plain === '' ? address : `"${plain}" <${address}>`;
}

/** What is wrong with this mail stays wrong; a refused key, a full quota, a busy or broken server do not. */
function isFinal(status: number): boolean {
  return status === 400 || status === 413 || status === 422;
}

async function reasonOf(response: Response): Promise<string> {
  const body = await response.text().catch(() => '');
  return `Resend answered ${response.status}: ${body}`.slice(0, reasonCharactersMax);
}
