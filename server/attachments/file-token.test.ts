// URLs of files: made here or worth nothing, and worth nothing later.
import { describe, expect, it } from 'vitest';
import { createKeys } from '../keys.ts';
import { newId } from '../ids.ts';
import { type FileToken, makeFileToken, readFileToken } from './file-token.ts';

const keys = createKeys('a secret for tests and for nothing else');
const now = Date.UTC(2027, 0, 1, 12, 3, 4);
const minute = 60_000;
const file: FileToken = { workspaceId: newId(), attachmentId: newId(), use: 'inline' };

describe('the URL of a file', () => {
  it('says what it opens', () => {
    for (const use of ['download', 'inline', 'thumbnail'] as const) {
      expect(readFileToken(keys, makeFileToken(keys, { ...file, use }, now), now)).toEqual({ ...file, use });
    }
  });

  it('ends after 10 to 15 minutes, with a minute to spare for another node’s clock', () => {
    for (let offset = 0; offset < 5 * minute; offset += minute / 2) {
      const token = makeFileToken(keys, file, now + offset);
      expect(readFileToken(keys, token, now + offset + 10 * minute - 1)).not.toBeNull();
      expect(readFileToken(keys, token, now + offset - minute)).not.toBeNull();
      expect(readFileToken(keys, token, now + offset + 15 * minute)).toBeNull();
    }
  });

  it('stays the same for some minutes, so that a browser’s cache knows it', () => {
    expect(makeFileToken(keys, file, now + minute)).toBe(makeFileToken(keys, file, now));
    expect(makeFileToken(keys, file, now + 5 * minute)).not.toBe(makeFileToken(keys, file, now));
  });

  it('opens nothing when a character is another one, or it was made with another key', () => {
    const token = makeFileToken(keys, file, now);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(readFileToken(keys, token.slice(0, at) + other + token.slice(at + 1), now)).toBeNull();
    }
    expect(readFileToken(createKeys('another secret of thirty-two characters'), token, now)).toBeNull();
  });

  it('opens nothing in any other form', () => {
    const token = makeFileToken(keys, file, now);
    for (const text of ['', token.slice(1), `${token}=`, token.toLowerCase(), ' '.repeat(72), '%00'.repeat(24)]) {
      expect(readFileToken(keys, text, now)).toBeNull();
    }
  });
});
