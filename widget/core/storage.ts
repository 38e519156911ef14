// The one thing the widget keeps in the browser: a single key for a workspace, written only once the visitor acts.
// Where storage is refused by the visitor, the page or the browser, the same state lives in memory until the page goes.
import type { NewTicketInput, ReplyInput } from './api.ts';

/** What a person was typing: field name -> text. */
export type Draft = Record<string, string>;

/**
 * Something that was sent but not yet acknowledged. The input is kept as it was first sent: its `clientId` makes every
 * repetition the same ticket or reply, and the server holds us to the same content.
 */
export type Parcel = { refusal?: Refusal } & (
  { kind: 'ticket'; input: NewTicketInput } | { kind: 'reply'; input: ReplyInput }
);

/** Why the server did not take a parcel, once repeating it cannot help. */
export interface Refusal {
  code: string;
  message: string;
}

/** The state of one person; every part is absent until it is needed. */
export interface Stored {
  /** The secret that proves an anonymous visitor: 43 characters of base64url. */
  visitor?: string;
  /** Whose state this is when the identity was signed. */
  subject?: string;
  /** Whose state this is by the page's unsigned word. */
  claim?: string;
  /** By ticket id, or `new`. */
  drafts?: Record<string, Draft>;
  outbox?: Parcel[];
}

/** Who the page says is looking: by a signature, by its word, or not at all. */
export interface Owner {
  subject?: string;
  claim?: string;
}

export interface Store {
  read(): Readonly<Stored>;
  /** Applies a change to what is stored at this moment, so that two tabs do not undo each other. */
  write(change: (state: Stored) => void): void;
  /** Forgets everything, here and in the browser. */
  wipe(): void;
  /** The visitor's consent has changed: keeps in the browser what was in memory, or the other way round. */
  settle(): void;
  readonly key: string;
}

/**
 * Opens the state of a workspace.
 *
 * @param publicKey the workspace's public key, which names the one storage key
 * @param owner who the page says is looking, asked at each access
 * @param mayPersist whether the browser may be written to, asked at each access
 */
export function openStore(publicKey: string, owner: () => Owner, mayPersist: () => boolean): Store {
  const key = 'deskbell:' + publicKey;
  let memory: Stored = {};

  const read = (): Stored => {
    if (!mayPersist()) return memory;
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Stored | null;
      if (kept === null) return memory;
      if (belongsTo(kept, owner())) return (memory = kept);
      memory = {};
      // Another signed person takes the browser over; a page that knows nobody may only be on its way to knowing.
      if (owner().subject) localStorage.removeItem(key);
    } catch {
      // Storage is blocked or its text is damaged: memory is all there is.
    }
    return memory;
  };
  const forget = (): void => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was ever kept.
    }
  };

  const write = (change: (state: Stored) => void): void => {
    memory = { ...read(), ...owner() };
    change(memory);
    if (!mayPersist()) return;
    try {
      localStorage.setItem(key, JSON.stringify(memory));
    } catch {
      // Full or blocked: the page still has it.
    }
  };

  return {
    key,
    read,
    write,
    wipe() {
      memory = {};
      forget();
    },
    settle() {
      if (!mayPersist()) forget();
      else if (Object.keys(memory).length > 0) write(() => undefined);
    },
  };
}

/**
 * Whether kept state may be shown to whoever looks now. State of a signed person is shown to that person only; an
 * unsigned word is compared when both sides have one, since pages that do not know their visitor are common.
 */
export function belongsTo(kept: Stored, owner: Owner): boolean {
  if (kept.subject !== undefined) return kept.subject === owner.subject;
  return kept.claim === undefined || owner.claim === undefined || kept.claim === owner.claim;
}

/** Gives the visitor a secret at the first act that needs one. */
export function becomeVisitor(store: Store): void {
  if (store.read().visitor !== undefined) return;
  const visitor = btoa(String.fromCharCode(...randomBytes(32)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .slice(0, 43);
  store.write((state) => (state.visitor = visitor));
}

/** A random UUID; `crypto.randomUUID` is missing on pages without TLS. */
export function randomUuid(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
