// What members write: a small, safe part of Markdown. Blocks are read line by line, once; HTML stays text, every line
// break counts, and what is no Markdown of ours is a paragraph.
import { parseInline } from './inline.ts';
import type { Block } from './nodes.ts';

// Deeper quotes are text: the tree stays shallow, whatever is written.
const quoteDepthMax = 4;

// After the marks the name of a language may stand, which no surface shows.
const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w.+#-]{0,30})[ \t]*$/;
const heading = /^(#{1,6})[ \t]+(\S.*)$/;
const quoted = /^ {0,3}> ?/;
const bullet = /^[ \t]*[-*+][ \t]+(\S.*)$/;
const numbered = /^[ \t]*(\d{1,9})[.)][ \t]+(\S.*)$/;
const continuation = /^[ \t]{2,}(\S.*)$/;

/** Lines with the place of the next one to read. */
interface Lines {
  lines: readonly string[];
  at: number;
  depth: number;
}

/** Reads a normalised text. Linear in its length; the tree is at most a few levels deep. */
export function parseMarkdown(text: string): Block[] {
  return parseBlocks({ lines: text.split('\n'), at: 0, depth: 0 });
}

function parseBlocks(source: Lines): Block[] {
  const blocks: Block[] = [];
  while (source.at < source.lines.length) {
    const line = lineAt(source);
    if (line.trim() === '') source.at += 1;
    else blocks.push(readBlock(source, line));
  }
  return blocks;
}

function readBlock(source: Lines, line: string): Block {
  const fenced = fence.exec(line);
  if (fenced !== null) return readCode(source, fenced[1] ?? '', fenced[2] ?? '');
  const title = heading.exec(line);
  if (title !== null) {
    source.at += 1;
    return { t: 'h', level: title[1]?.length ?? 1, c: parseInline(title[2] ?? '') };
  }
  if (isQuote(source, line)) return readQuote(source);
  if (bullet.test(line)) return { t: 'ul', items: readItems(source, bulletText) };
  const first = numbered.exec(line);
  if (first !== null) return { t: 'ol', start: Number(first[1]), items: readItems(source, numberedText) };
  return readParagraph(source);
}

/** Up to a line with at least as many of the same marks, or to the end. */
function readCode(source: Lines, marks: string, language: string): Block {
  const closing = new RegExp(`^ {0,3}${marks.charAt(0)}{${marks.length},}[ \\t]*$`);
  const start = source.at + 1;
  let end = start;
  while (end < source.lines.length && !closing.test(source.lines[end] ?? '')) end += 1;
  source.at = end + 1;
  const lines = source.lines.slice(start, end);
  // A fence that never ends may be no fence: then its first word was a word.
  if (end === source.lines.length && language !== '') lines.unshift(language);
  return { t: 'code', text: lines.join('\n') };
}

function readQuote(source: Lines): Block {
  const lines: string[] = [];
  while (quoted.test(lineAt(source))) {
    lines.push(lineAt(source).replace(quoted, ''));
    source.at += 1;
  }
  return { t: 'quote', blocks: parseBlocks({ lines, at: 0, depth: source.depth + 1 }) };
}

/** Items of one kind, also with blank lines between them; indented lines below an item belong to it. */
function readItems(source: Lines, textOf: (line: string) => string | null): ReturnType<typeof parseInline>[] {
  const items: string[][] = [];
  for (; source.at < source.lines.length; source.at += 1) {
    const line = lineAt(source);
    const text = textOf(line);
    if (text !== null) items.push([text]);
    else if (line.trim() === '') {
      if (textOf(source.lines[source.at + 1] ?? '') === null) break;
    } else {
      const more = startsOther(source, line) ? null : continuation.exec(line);
      if (more === null) break;
      items.at(-1)?.push(more[1] ?? '');
    }
  }
  return items.map((lines) => parseInline(lines.join('\n')));
}

function readParagraph(source: Lines): Block {
  const lines: string[] = [];
  do {
    lines.push(lineAt(source).trimEnd());
    source.at += 1;
  } while (source.at < source.lines.length && continuesParagraph(source, lineAt(source)));
  return { t: 'p', c: parseInline(lines.join('\n')) };
}

function continuesParagraph(source: Lines, line: string): boolean {
  return line.trim() !== '' && !startsOther(source, line);
}

/** Whether a block of another kind starts here. Within a text only "1." starts a numbered list, since years end sentences. */
function startsOther(source: Lines, line: string): boolean {
  const number = numbered.exec(line)?.[1];
  return fence.test(line) || heading.test(line) || isQuote(source, line) || bullet.test(line) || number === '1';
}

function isQuote(source: Lines, line: string): boolean {
  return source.depth < quoteDepthMax && quoted.test(line);
}

function bulletText(line: string): string | null {
  return bullet.exec(line)?.[1] ?? null;
}

function numberedText(line: string): string | null {
  return numbered.exec(line)?.[2] ?? null;
}

function lineAt(source: Lines): string {
  return source.lines[source.at] ?? '';
}
