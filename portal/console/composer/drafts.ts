// Drafts: what was typed and not sent yet, for each ticket, member and kind, in this browser.
import { readChoice, writeChoice } from '../shell/choices.ts';

export type DraftKind = 'reply' | 'note';

export interface Draft {
  text: string;
  /** The newest public message when the draft was begun: what its writer had read. */
  seen: number;
}

export interface DraftPlace {
  slug: string;
  memberId: string;
  ticketId: string;
}

/** The kept draft, or null when there is none that can be read. */
export function readDraft(place: DraftPlace, kind: DraftKind): Draft | null {
  const stored = readChoice(nameOf(place, kind));
  if (stored === null) return null;
  try {
    const { text, seen } = JSON.parse(stored) as Partial<Draft>;
    return typeof text === 'string' && typeof seen === 'number' ? { text, seen } : null;
  } catch {
    return null;
  }
}

/** Keeps a draft; an empty one is forgotten. */
export function keepDraft(place: DraftPlace, kind: DraftKind, draft: Draft): void {
  writeChoice(nameOf(place, kind), draft.text === '' ? null : JSON.stringify(draft));
}

function nameOf({ slug, memberId, ticketId }: DraftPlace, kind: DraftKind): string {
  return `draft:${slug}:${memberId}:${ticketId}:${kind}`;
}
