// Small forms of pictures, made in a process of its own: a picture that is too much for it has none, and nothing else
// happens.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { picture } from './testing/upload.ts';
import { createThumbnailer } from './thumbnail.ts';

const folder = await mkdtemp(join(tmpdir(), 'deskbell-thumbnail-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const shrink = createThumbnailer();
let count = 0;

async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = join(folder, String((count += 1)));
  await writeFile(path, content);
  return path;
}

/** A PNG that says its size, and packs that much nothing into some kilobytes. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('of the kind %s gets a small WebP', async (format) => {
    const small = await shrink(await fileOf(await picture(900, 600, format)));
    expect(await sharp(small!).metadata()).toMatchObject({ format: 'webp', width: 480, height: 320 });
  });

  it('that is small already is not made larger', async () => {
    const small = await shrink(await fileOf(await picture(20, 10)));
    expect(await sharp(small!).metadata()).toMatchObject({ width: 20, height: 10 });
  });

  it('is turned as the camera says, and keeps nothing that the camera wrote', async () => {
    const photo = await sharp(await picture(60, 40, 'jpeg'))
      .withExif({ IFD0: { Copyright: 'SECRET-EXIF' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const small = await shrink(await fileOf(photo));
    const { width, height, exif, icc, xmp } = await sharp(small!).metadata();
    expect({ width, height, exif, icc, xmp }).toEqual({
      width: 40,
      height: 60,
      exif: undefined,
      icc: undefined,
      xmp: undefined,
    });
  });
});

describe('no small form', () => {
  it('comes of a bomb of pixels', async () => {
    expect(await shrink(await fileOf(pngOf(7_000, 7_000)))).toBeNull();
    expect(await shrink(await fileOf(pngOf(600, 600)))).not.toBeNull();
  });

  it('comes of what is broken, cut off or no picture', async () => {
    const whole = await picture(200, 200, 'jpeg');
    for (const content of ['', 'no picture', whole.subarray(0, whole.length / 2)]) {
      expect(await shrink(await fileOf(content))).toBeNull();
    }
    expect(await shrink(join(folder, 'not-there'))).toBeNull();
  });

  it('comes of drawings and documents, whose loaders read more than pixels', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';
    expect((await sharp(Buffer.from(svg)).png().toBuffer()).length).toBeGreaterThan(0);
    expect(await shrink(await fileOf(svg))).toBeNull();
  });

  it('comes late: the process is ended', async () => {
    const slow = createThumbnailer({ timeoutMs: 1 });
    expect(await slow(await fileOf(await picture(900, 600)))).toBeNull();
  });
});

it('takes turns, and whoever waits too long goes without', async () => {
  const path = await fileOf(await picture(300, 300));
  const single = createThumbnailer({ processesMax: 1 });
  const made = await Promise.all([single(path), single(path), single(path)]);
  expect(made.every((small) => small !== null)).toBe(true);
  const hurried = createThumbnailer({ processesMax: 1, timeoutMs: 1 });
  expect(await Promise.all([hurried(path), hurried(path)])).toEqual([null, null]);
});
