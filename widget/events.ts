// Everything the widget tells its page, by name and payload. On the wire of the DOM each carries the prefix `deskbell-`.

/** What each event carries as `event.detail`. */
export interface DeskbellEvents {
  /** The launcher stands and every verb works. */
  ready: Record<string, never>;
  /** Cancelable: `preventDefault()` keeps the panel shut. */
  'before-open': { target: OpenTarget | undefined };
  opened: Record<string, never>;
  closed: Record<string, never>;
  /** Tickets with answers that this person has not seen. */
  unread: { count: number };
  /** The workspace accepted the signed identity. */
  identified: Record<string, never>;
  /** The identity is no longer accepted and no `getToken` could renew it. */
  'auth-expired': Record<string, never>;
  /** Cancelable: `preventDefault()` sends nothing and keeps what was typed. */
  'before-submit': { kind: 'ticket' | 'reply'; fields: Readonly<Record<string, unknown>> };
  'ticket-created': { id: string; reference: string };
  'message-sent': { ticketId: string };
  'message-received': { ticketId: string };
  /** Something failed that the visitor was told about; `code` is one of the API's codes, `offline` or `load_failed`. */
  error: { code: string };
}

export type DeskbellEventName = keyof DeskbellEvents;
export type DeskbellEvent<Name extends DeskbellEventName> = CustomEvent<DeskbellEvents[Name]>;

/** Where `open` leads: the form, the list of own tickets, or one ticket by its id. */
export type OpenTarget = 'new' | 'list' | { ticket: string };

type PrefixedEvents = {
  [Name in DeskbellEventName as `deskbell-${Name}`]: DeskbellEvent<Name>;
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Merging is the only way to type DOM events.
  interface HTMLElementEventMap extends PrefixedEvents {}
}
