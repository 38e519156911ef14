// How a file leaves: headers under which no browser runs it, one range at most, and nothing in it that tells users apart.
import { describe, expect, it } from 'vitest';
import type { Attachment } from '#shared/api/attachments.ts';
import type { CustomerThread } from '#shared/api/customer.ts';
import { createLog } from '../log.ts';
import { testDeps } from '../testing/deps.ts';
import { addWorkspace } from '../testing/desk.ts';
import { httpApp, question, widgetClient } from '../testing/http-app.ts';
import { picture, type TestFile, upload } from './testing/upload.ts';

const lines: string[] = [];
const deps = await testDeps({ log: createLog('trace', { write: (line: string) => void lines.push(line) }) });
const { workspace } = await addWorkspace(deps, 'desk');
const { app, nobody } = httpApp(deps);

/** A file on a ticket, as its customer sees it. */
async function shown(file: TestFile): Promise<Attachment & { path: string }> {
  const visitor = widgetClient(app, workspace.publicKey);
  const attachments = [(await upload(visitor, file)).data.id];
  const { ticketId } = (await visitor.mutate<{ ticketId: string }>('customer.create', question({ attachments }))).data;
  const { data } = await visitor.query<CustomerThread>('customer.thread', { ticketId });
  const [entry] = data.entries;
  const attachment = entry?.kind === 'message' ? entry.attachments[0]! : null;
  return { ...attachment!, path: new URL(attachment!.url).pathname };
}

describe('a browser is told', () => {
  it('to save everything but pictures, to guess nothing and to run nothing', async () => {
    const hostile: TestFile[] = [
      { name: 'page.html', content: '<!doctype html><script>alert(1)</script>', type: 'text/html' },
      {
        name: 'drawing.svg',
        content: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        type: 'image/svg+xml',
      },
      { name: 'data.xml', content: '<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"/>', type: 'text/xml' },
      { name: 'photo.png', content: 'GIF? No: <script>alert(1)</script>', type: 'image/png' },
      { name: 'report.pdf', content: '%PDF-1.7\n', type: 'application/pdf' },
    ];
    for (const file of hostile) {
      const { path } = await shown(file);
      const { status, headers } = await nobody.open(path);
      expect(status).toBe(200);
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="${file.name}"; filename*=UTF-8''${file.name}`,
      );
      expect(headers.get('content-type')).toMatch(/^(text\/plain|application\/octet-stream|application\/pdf)$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('to show pictures in place, on other sites’ pages too, and to keep them to itself', async () => {
    const { path, thumbnailUrl, name } = await shown({ name: 'photo.svg', content: await picture(700, 500, 'jpeg') });
    expect(name).toBe('photo.svg');
    for (const [at, type] of [
      [path, 'image/jpeg'],
      [new URL(thumbnailUrl!).pathname, 'image/webp'],
    ] as const) {
      const { headers } = await nobody.open(at);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('content-disposition')).toMatch(/^inline; /);
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('cache-control')).toBe('private, max-age=600');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('the same, whatever the query asks for', async () => {
    const { path, id } = await shown({ name: 'page.html', content: '<script>alert(1)</script>' });
    const plain = await nobody.send(path);
    const queries = ['?type=text/html', '?inline=1', '?filename=x.html', '?disposition=inline&download=0', '?input={'];
    for (const query of queries) {
      const { headers, text } = await nobody.send(path + query);
      expect(text).toBe(plain.text);
      for (const name of ['content-type', 'content-disposition', 'content-security-policy']) {
        expect([query, name, headers.get(name)]).toEqual([query, name, plain.headers.get(name)]);
      }
    }
    expect((await nobody.send(`${path}/x.html`)).headers.get('content-disposition')).toContain('page.html');
    expect((await nobody.send(`/files/${id}?type=text/html`)).status).toBe(401);
  });

  it('names in every script, and none that breaks the header', async () => {
    const { path } = await shown({ name: '../März "neu"\u202e.txt', content: 'x' });
    const { headers } = await nobody.send(path);
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="M_rz _neu_.txt"; filename*=UTF-8\'\'M%C3%A4rz%20%22neu%22.txt',
    );
  });
});

describe('a part of a file', () => {
  const content = Array.from({ length: 200_000 }, (_, index) => String(index % 10)).join('');

  it('is one piece, from any place', async () => {
    const { path } = await shown({ name: 'digits.txt', content });
    for (const [range, first, last] of [
      ['bytes=0-9', 0, 9],
      ['bytes=65530-65545', 65_530, 65_545],
      ['bytes=-5', 199_995, 199_999],
      ['bytes=199990-', 199_990, 199_999],
    ] as const) {
      const { status, headers, text } = await nobody.send(path, { headers: { range } });
      expect(status).toBe(206);
      expect(text).toBe(content.slice(first, last + 1));
      expect(headers.get('content-range')).toBe(`bytes ${first}-${last}/200000`);
      expect(headers.get('content-length')).toBe(String(last - first + 1));
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    }
  });

  it('behind the end is refused; a thousand parts at once are the whole file once', async () => {
    const { path } = await shown({ name: 'digits.txt', content });
    const behind = await nobody.send(path, { headers: { range: 'bytes=200000-' } });
    expect([behind.status, behind.headers.get('content-range'), behind.text]).toEqual([416, 'bytes */200000', '']);
    const parts = Array.from({ length: 1_000 }, (_, index) => `${index}-${index}`).join(',');
    const many = await nobody.send(path, { headers: { range: `bytes=${parts}` } });
    expect([many.status, many.text.length]).toEqual([200, 200_000]);
    const conditional = await nobody.send(path, { headers: { range: 'bytes=0-1', 'if-range': '"x"' } });
    expect([conditional.status, conditional.text.length]).toEqual([200, 200_000]);
  });
});

it('answers HEAD like GET, without the file', async () => {
  const { path } = await shown({ name: 'a.txt', content: 'some text' });
  const [get, head] = [await nobody.send(path), await nobody.send(path, { method: 'HEAD' })];
  expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '9']);
  const names = ['content-type', 'content-disposition', 'content-length', 'cache-control', 'content-security-policy'];
  for (const name of names) expect(head.headers.get(name)).toBe(get.headers.get(name));
});

it('has no mark by which one user could learn what another has read', async () => {
  const { path } = await shown({ name: 'a.txt', content: 'some text' });
  const { headers } = await nobody.send(path);
  expect([headers.get('etag'), headers.get('last-modified')]).toEqual([null, null]);
  for (const asked of [{ 'if-none-match': '*' }, { 'if-modified-since': new Date().toUTCString() }]) {
    const answer = await nobody.send(path, { headers: asked });
    expect([answer.status, answer.text]).toEqual([200, 'some text']);
  }
});

it('changes nothing by other methods, and leaves no URL in the log', async () => {
  const { path } = await shown({ name: 'a.txt', content: 'some text' });
  for (const method of ['POST', 'PUT', 'DELETE']) {
    expect((await nobody.send(path, { method })).status).toBe(404);
  }
  await nobody.send(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`);
  const log = lines.join('');
  expect(log).toContain('/files/[redacted]');
  expect(log).not.toContain(path.slice('/files/'.length, 40));
});
