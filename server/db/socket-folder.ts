// Where the embedded PostgreSQL puts its Unix socket: a private folder whose path is short enough for the kernel.
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The shortest limit of the systems we run on (macOS), less the name of the socket. */
const pathBytesMax = 103 - '/.s.PGSQL.5432'.length;

/** Makes the folder for its owner only: whoever can enter it is trusted by the database. */
export async function socketFolder(home: string, owner: { uid: number; gid: number } | null): Promise<string> {
  const inside = join(home, 'socket');
  const folder = Buffer.byteLength(inside) <= pathBytesMax ? inside : join(tmpdir(), `deskbell-${digest(home)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (owner !== null) await chown(folder, owner.uid, owner.gid);
  // Throws when somebody else made it first, as one can in a shared folder for temporary files.
  await chmod(folder, 0o700);
  return folder;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
