// Where mail goes: parsed from MAIL_URL.

export type MailTarget =
  /** Nothing leaves: mails are kept and shown in the console. */
  | { kind: 'outbox' }
  | { kind: 'smtp'; host: string; port: number; tls: boolean; user: string | null; password: string | null }
  | { kind: 'resend'; apiKey: string; baseUrl: string };

interface MailSettings {
  MAIL_URL?: string | undefined;
  RESEND_API_KEY?: string | undefined;
  RESEND_BASE_URL: string;
}

/** @throws Error whose message goes on after the variable's name. */
export function parseMailUrl(settings: MailSettings): MailTarget {
  const { MAIL_URL: text } = settings;
  if (text === undefined || text === 'outbox') return { kind: 'outbox' };
  if (/^resend:/.test(text)) {
    if (settings.RESEND_API_KEY === undefined) throw new Error('is resend: and needs RESEND_API_KEY beside it');
    return { kind: 'resend', apiKey: settings.RESEND_API_KEY, baseUrl: settings.RESEND_BASE_URL };
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw new Error(
      'must be smtp://user:password@host:port, smtps://… or resend:, or unset to keep mails in the outbox',
    );
  }
  const tls = url.protocol === 'smtps:';
  return {
    kind: 'smtp',
    host: url.hostname,
    port: url.port === '' ? (tls ? 465 : 587) : Number(url.port),
    tls,
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
  };
}
