// What every screen works in: the desk, the words, and the ways to the other screens.
import type { WidgetMessages } from '../../shared/locales/widget/en.ts';
import type { Outbox } from '../controllers/outbox.ts';
import type { Session } from '../controllers/session.ts';
import type { ApiError } from '../core/api.ts';
import type { Desk } from '../core/desk.ts';
import type { Formats } from './formats.ts';

export type Screen = { name: 'home' } | { name: 'new' } | { name: 'thread'; ticketId: string };

export interface Room {
  desk: Desk;
  words: WidgetMessages;
  formats: Formats;
  session: Session;
  outbox: Outbox;
  /** Says something in the one live region. */
  announce(text: string): void;
  /** @param notice What the next screen says first, such as that the message arrived. */
  go(screen: Screen, notice?: string): void;
  /** Closes the panel as its cross does. */
  close(): void;
}

/** What a person reads when a call failed: our words for its code, or the server's own where it speaks their language. */
export function reasonOf({ words, desk }: Pick<Room, 'words' | 'desk'>, error: Pick<ApiError, 'code' | 'message'>) {
  if (error.code === 'offline') return words.problems.offline;
  const own = words.errors[error.code as keyof typeof words.errors] as string | undefined;
  const isEnglish = desk.shell.locale().language === 'en';
  return isEnglish && own !== undefined && error.message !== '' ? error.message : (own ?? words.errors.internal);
}

/** The name of a status: the workspace's own, else ours. */
export function statusName({ session, words }: Room, status: keyof Room['words']['status']): string {
  return session.settings?.statusNames[status] ?? words.status[status];
}
