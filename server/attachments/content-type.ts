// What a file is, told by its first bytes. The name and the type that the sender claims are never asked.

/** How much of a file's start is looked at: what the detection needs, and no more for it to unpack. */
export const headBytesMax = 4_100;

const unknown = 'application/octet-stream';
// What a browser might run or render as a document, whatever wraps it.
const scriptable = /html|xml|svg|script|flash|mhtml|wasm/;

/** The type, such as `image/png`; `text/plain` for any text, `application/octet-stream` for the rest. */
export async function detectType(head: Uint8Array): Promise<string> {
  // Loaded with the first file.
  const { fileTypeFromBuffer } = await import('file-type');
  const start = head.subarray(0, headBytesMax);
  // A start that breaks the detection is no type that anybody has to show.
  const found = await fileTypeFromBuffer(start).catch(() => undefined);
  const type = found?.mime.split(';')[0]?.toLowerCase();
  // An animated PNG is a PNG to every browser.
  if (type === 'image/apng') return 'image/png';
  // Three letters make no picture: a text may begin with them.
  if (type === 'image/gif' && !isGif(start)) return isText(start) ? 'text/plain' : unknown;
  if (type !== undefined && !scriptable.test(type)) return type;
  return isText(start) ? 'text/plain' : unknown;
}

function isGif(start: Uint8Array): boolean {
  return /^GIF8[79]a/.test(Buffer.from(start.subarray(0, 6)).toString('latin1'));
}

// Tab, line feed, form feed, carriage return and escape occur in texts; the other controls do not.
const control = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/;

function isText(start: Uint8Array): boolean {
  const label =
    start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    // As a stream: the cut may fall into a character.
    const text = new TextDecoder(label, { fatal: true }).decode(start, { stream: true });
    return !control.test(text);
  } catch {
    return false;
  }
}
