// What a way out of the house takes, and how it says that a mail was not taken.

/** A mail as a transport gets it: texts and addresses only, so that nothing in it can name a file or a URL to fetch. */
export interface OutgoingMail {
  /** The same for every attempt, for transports that can tell a double. */
  id: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  text: string;
  html: string;
  /** With its angle brackets. */
  messageId: string;
  /** The ids that it answers, for `References` and `In-Reply-To`. */
  references: readonly string[];
  /** Further headers. */
  headers: Readonly<Record<string, string>>;
}

export interface Transport {
  /** @throws DeliveryError */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** The mail was not taken. `permanent`: this mail never will be; `temporary`: perhaps later, or after a mend of ours. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: 'temporary' | 'permanent';

  constructor(kind: 'temporary' | 'permanent', message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
