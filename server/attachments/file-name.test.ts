// Names of files are shown, never used: whatever a sender writes becomes one harmless line.
import { describe, expect, it } from 'vitest';
import { contentDisposition, displayName } from './file-name.ts';

describe('the name that is shown', () => {
  it('keeps what people call their files, in every script', () => {
    for (const name of ['Rechnung März.pdf', '見積書.xlsx', 'שלום.png', 'a.tar.gz', 'it\'s 50% "new".txt', '👩‍👩‍👧.jpg']) {
      expect(displayName(name)).toBe(name.normalize('NFC'));
    }
  });

  it('has no folders, whichever way they are written', () => {
    expect(displayName('../../etc/passwd')).toBe('passwd');
    expect(displayName('C:\\Users\\Ada\\photo.png')).toBe('photo.png');
    expect(displayName('/a/b/')).toBe('file');
    expect(displayName('a/../..')).toBe('file');
  });

  it('has no controls, no line ends, and nothing that turns an extension around', () => {
    expect(displayName('a\r\nSet-Cookie: x=1.txt')).toBe('a Set-Cookie: x=1.txt');
    expect(displayName('a\0b.txt')).toBe('ab.txt');
    expect(displayName('invoice\u202egnp.exe')).toBe('invoicegnp.exe');
    expect(displayName('invoice\u200f\u061cgnp.exe')).toBe('invoicegnp.exe');
    expect(displayName('lone \ud800 half.txt')).toBe('lone \ufffd half.txt');
  });

  it('is never empty, hidden or nothing but dots', () => {
    for (const name of [undefined, '', ' ', '...', '\u200b', '\u202e.']) expect(displayName(name)).toBe('file');
    expect(displayName('.htaccess')).toBe('htaccess');
    expect(displayName('page.html. .')).toBe('page.html');
  });

  it('has 200 graphemes at most and keeps its extension', () => {
    const long = displayName(`${'é'.repeat(300)}.pdf`);
    expect([...new Intl.Segmenter().segment(long)]).toHaveLength(200);
    expect(long.endsWith('é.pdf')).toBe(true);
    expect(displayName('x'.repeat(1_000))).toHaveLength(200);
  });
});

describe('the header that carries it', () => {
  it('says it for old programs and for new ones', () => {
    expect(contentDisposition('attachment', 'März "1".pdf')).toBe(
      'attachment; filename="M_rz _1_.pdf"; filename*=UTF-8\'\'M%C3%A4rz%20%221%22.pdf',
    );
  });

  it('cannot be left by any name', () => {
    const header = contentDisposition('inline', displayName('a"; filename*=evil\\";\r\nx: y%22.html'));
    expect(header).toMatch(/^inline; filename="[^"\\;%\r\n]*"; filename\*=UTF-8''[\w.!~%-]*$/);
  });
});
