// The files of messages that were read already, with their access check: a thread that holds none costs no statement.
import type { Attachment } from '#shared/api/attachments.ts';
import type { Deps } from '../deps.ts';
import { selectAttachments } from './store.ts';
import { attachmentOf } from './view.ts';

/** What the loader needs to know of a message. */
export interface MessageWithFiles {
  number: number;
  hasAttachments: boolean | null;
}

/** Files by the number of their message; messages without files are not in it. */
export type FilesOfMessages = ReadonlyMap<number, readonly Attachment[]>;

const none: FilesOfMessages = new Map();

/** @param messages What the viewer may see: nothing of any other message is read. */
export async function loadAttachments(
  deps: Pick<Deps, 'sql' | 'keys' | 'config'>,
  ticket: { workspaceId: string; id: string },
  messages: readonly MessageWithFiles[],
): Promise<FilesOfMessages> {
  const numbers = messages.filter((message) => message.hasAttachments === true).map((message) => message.number);
  if (numbers.length === 0) return none;
  const files = new Map<number, Attachment[]>();
  for (const row of await selectAttachments(deps.sql, ticket.workspaceId, ticket.id, numbers)) {
    const list = files.get(row.messageNumber) ?? [];
    list.push(attachmentOf(deps, row));
    files.set(row.messageNumber, list);
  }
  return files;
}
