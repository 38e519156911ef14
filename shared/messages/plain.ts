// What customers write, and plain-text mail: paragraphs, line breaks and written-out links; nothing else has a meaning.
import { linkAt } from './links.ts';
import type { Block, Inline } from './nodes.ts';

const blankLines = /\n[ \t]*(?:\n[ \t]*)+/;
const breakOrLink = /\n|https?:\/\/|mailto:/gi;

/** Reads a normalised text. Linear in its length. */
export function parsePlain(text: string): Block[] {
  return text
    .split(blankLines)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ t: 'p', c: linesOf(paragraph) }));
}

function linesOf(paragraph: string): Inline[] {
  const nodes: Inline[] = [];
  let from = 0;
  let readTo = 0;
  for (const match of paragraph.matchAll(breakOrLink)) {
    // Inside an address that was just read.
    if (match.index < readTo) continue;
    const link = linkAt(paragraph, match.index);
    const node = match[0] === '\n' ? lineBreak : linkNode(link?.href ?? null);
    readTo = link?.end ?? match.index + match[0].length;
    if (node === null) continue;
    if (match.index > from) nodes.push(paragraph.slice(from, match.index));
    nodes.push(node);
    from = readTo;
  }
  if (from < paragraph.length) nodes.push(paragraph.slice(from));
  return nodes;
}

const lineBreak: Inline = { t: 'br' };

function linkNode(href: string | null): Inline | null {
  return href === null ? null : { t: 'a', href, c: [href] };
}
