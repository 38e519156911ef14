// Live: wakes the streams of this node when something changed on any node. A wake-up is a hint that carries ids only;
// the truth is the event table, which every stream reads again. Hints travel by NOTIFY after the commit, never inside
// the transaction (NOTIFY in a transaction makes all commits queue up behind one lock); one that is lost with its node
// is repeated by the job of the same change.
import type postgres from 'postgres';
import type { Sql } from '../db/connect.ts';
import { coalesce } from '../db/coalesce.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../log.ts';

/**
 * What happened, in ids. `people` are the contact, colleague and visitor whose own lists show the ticket; nobody when it
 * is nothing that they may know of.
 */
export interface Hint {
  workspaceId: string;
  ticketId: string;
  version: number;
  people: readonly string[];
}

/** `null` says that hints may have been missed: read again whatever is shown. */
export type Wake = Hint | null;

export interface Live {
  /** Tells this node at once and the others soon. Never fails the caller. */
  announce(hint: Hint): void;
  /** Ends or re-checks the streams of a member whose rights changed. */
  announceAccess(workspaceId: string, memberId: string): void;
  /** The wake-ups of any of the topics until the signal aborts; a slow reader gets one `null` instead of a backlog. */
  wakes(topics: readonly string[], signal: AbortSignal): AsyncGenerator<Wake, void>;
  /** How many streams are open on this node. */
  streams(): number;
  stop(): Promise<void>;
}

export const ticketTopic = (ticketId: string): string => `t:${ticketId}`;
export const workspaceTopic = (workspaceId: string): string => `w:${workspaceId}`;
export const personTopic = (personId: string): string => `p:${personId}`;
export const accessTopic = (workspaceId: string, memberId: string): string => `a:${workspaceId}:${memberId}`;

const channel = 'deskbell_live';
const backlogMax = 100;
// PostgreSQL refuses payloads of 8,000 bytes and more. Everything in a hint is ASCII, so characters are bytes.
const payloadBytesMax = 7_000;
const pulseMs = 10_000;

type Message = { from: string; hints?: Hint[]; access?: [string, string]; pulse?: true };
type Listener = (wake: Wake) => void;

/**
 * Starts to listen. The listening connection is a dedicated one, replaced when it falls silent for two pulses (a
 * half-open connection gives no error); after every (re)start all streams read again.
 * @param connect Opens a connection pool of the given size.
 */
export async function startLive(sql: Sql, connect: () => postgres.Sql, log: Logger): Promise<Live> {
  const node = newId();
  const listeners = new Map<string, Set<Listener>>();
  let open = 0;
  let heardAt = Date.now();
  let stopped = false;
  let listening: postgres.Sql | undefined;

  const wakeTopic = (topic: string, wake: Wake): void => {
    for (const listener of listeners.get(topic) ?? []) listener(wake);
  };
  const wakeHint = (hint: Hint): void => {
    wakeTopic(ticketTopic(hint.ticketId), hint);
    wakeTopic(workspaceTopic(hint.workspaceId), hint);
    for (const personId of hint.people) wakeTopic(personTopic(personId), hint);
  };
  const wakeAll = (): void => {
    for (const set of listeners.values()) for (const listener of set) listener(null);
  };

  const receive = (payload: string): void => {
    heardAt = Date.now();
    const message = JSON.parse(payload) as Message;
    if (message.from === node) return;
    for (const hint of message.hints ?? []) wakeHint(hint);
    if (message.access) wakeTopic(accessTopic(...message.access), null);
  };
  const listen = async (): Promise<void> => {
    const previous = listening;
    listening = connect();
    heardAt = Date.now();
    // Called at the first LISTEN and again whenever postgres.js had to reconnect.
    await listening.listen(channel, receive, wakeAll);
    await previous?.end({ timeout: 1 });
  };
  const send = async (messages: Message[]): Promise<void> => {
    const payloads = messages.map((message) => JSON.stringify(message));
    await sql`select pg_notify(${channel}, payload) from unnest(${payloads}::text[]) as payload`;
  };
  const sendHint = coalesce(async (hints: Hint[]) => {
    const messages: Message[] = [];
    let bytes = payloadBytesMax;
    for (const hint of hints) {
      const size = JSON.stringify(hint).length + 1;
      if (bytes + size > payloadBytesMax) {
        messages.push({ from: node, hints: [] });
        bytes = 0;
      }
      messages.at(-1)?.hints?.push(hint);
      bytes += size;
    }
    await send(messages);
    return hints;
  }, 1_000);
  const quietly = (sending: Promise<unknown>): void => {
    sending.catch((cause: unknown) => log.warn({ err: cause }, 'live hint not sent'));
  };

  const pulse = setInterval(() => {
    if (Date.now() - heardAt > 2.5 * pulseMs) {
      log.warn('live connection silent, listening again');
      quietly(listen());
    }
    quietly(send([{ from: node, pulse: true }]));
  }, pulseMs);
  pulse.unref();
  await listen();

  return {
    announce: (hint) => {
      wakeHint(hint);
      if (!stopped) quietly(sendHint(hint));
    },
    announceAccess: (workspaceId, memberId) => {
      wakeTopic(accessTopic(workspaceId, memberId), null);
      quietly(send([{ from: node, access: [workspaceId, memberId] }]));
    },
    wakes: async function* (topics, signal) {
      const backlog: Wake[] = [];
      let ring: (() => void) | undefined;
      const listener: Listener = (wake) => {
        if (wake === null || backlog.length >= backlogMax) backlog.splice(0, backlog.length, null);
        else if (backlog[0] !== null) backlog.push(wake);
        ring?.();
      };
      const onAbort = (): void => ring?.();
      for (const topic of topics) add(listeners, topic, listener);
      signal.addEventListener('abort', onAbort);
      open += 1;
      try {
        while (!signal.aborted) {
          const wake = backlog.shift();
          if (wake !== undefined) yield wake;
          else await new Promise<void>((resolve) => (ring = resolve));
        }
      } finally {
        open -= 1;
        signal.removeEventListener('abort', onAbort);
        for (const topic of topics) remove(listeners, topic, listener);
      }
    },
    streams: () => open,
    stop: async () => {
      stopped = true;
      clearInterval(pulse);
      await listening?.end({ timeout: 1 });
    },
  };
}

function add(listeners: Map<string, Set<Listener>>, topic: string, listener: Listener): void {
  const set = listeners.get(topic);
  if (set) set.add(listener);
  else listeners.set(topic, new Set([listener]));
}

function remove(listeners: Map<string, Set<Listener>>, topic: string, listener: Listener): void {
  const set = listeners.get(topic);
  set?.delete(listener);
  if (set?.size === 0) listeners.delete(topic);
}
