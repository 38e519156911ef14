// The type of a file is what its bytes say; a browser is never told of a type that it would run.
import { describe, expect, it } from 'vitest';
import { isRaster } from './attachment.ts';
import { detectType } from './content-type.ts';
import { picture } from './testing/upload.ts';

const typeOf = (content: string | Uint8Array): Promise<string> => detectType(Buffer.from(content));

describe('what a file is', () => {
  it('is told by its first bytes', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) {
      const type = await typeOf(await picture(8, 8, format));
      expect(type).toBe(`image/${format}`);
      expect(isRaster(type)).toBe(true);
    }
    expect(await typeOf('%PDF-1.7\n')).toBe('application/pdf');
    expect(await typeOf(Buffer.from('504b030414000000', 'hex'))).toBe('application/zip');
  });

  it('is plain text when it is text, in whatever encoding', async () => {
    expect(await typeOf('Grüße,\tCSV;1\r\n')).toBe('text/plain');
    expect(await typeOf('{"a": 1}')).toBe('text/plain');
    expect(await typeOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Hello', 'utf16le')]))).toBe(
      'text/plain',
    );
    // The look ends in the middle of a character.
    expect(await typeOf('é'.repeat(5_000))).toBe('text/plain');
    expect(await typeOf(`a${'é'.repeat(5_000)}`)).toBe('text/plain');
  });

  it('is nothing in particular when nobody can tell', async () => {
    expect(await typeOf(Buffer.from([1, 2, 3, 4, 250, 251, 252]))).toBe('application/octet-stream');
    expect(await typeOf('binary\0text')).toBe('application/octet-stream');
  });
});

it.each([
  ['HTML', '<!doctype html><script>alert(1)</script>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['SVG behind a prolog', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['XHTML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'],
  ['XSL', '<?xml version="1.0"?><?xml-stylesheet href="#"?><x/>'],
  ['a text that begins like a picture', 'GIF? No: <script>alert(1)</script>'],
  ['a script', '#!/usr/bin/env node\nalert(1)'],
])('%s is text at most, and no picture', async (_, content) => {
  const type = await typeOf(content);
  expect(type).toMatch(/^(text\/plain|application\/octet-stream)$/);
  expect(isRaster(type)).toBe(false);
});

it('takes no longer for a start that is made to confuse', async () => {
  for (const magic of ['3026b2758e66cf11a6d900aa0062ce6c', '504b0304', '1f8b08', '667479706865']) {
    const start = Buffer.concat([Buffer.from(magic, 'hex'), Buffer.alloc(8_000, 0xff)]);
    expect(await typeOf(start)).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
    expect(await typeOf(Buffer.concat([Buffer.from(magic, 'hex'), Buffer.alloc(8_000)]))).toMatch(/\//);
  }
});
