// Words, emphasis, code and links inside a block of Markdown. One scan from left to right with a short stack: each
// character is looked at a bounded number of times, whatever is written.
import { linkAt, safeHref } from './links.ts';
import type { Inline } from './nodes.ts';

const marks = { '**': 'b', __: 'b', '*': 'i', _: 'i', '~~': 's' } as const;
type Mark = keyof typeof marks;

/** What was opened and waits for its end; the bottom one waits for the end of the text. */
interface Frame {
  open: Mark | '[' | '';
  nodes: Inline[];
}

interface Scan {
  text: string;
  at: number;
  stack: Frame[];
  /** Lengths of backtick runs that have no partner in the rest of the text: not searched for again. */
  unpaired: Set<number>;
}

const special = /[\\`*_~[\]<\nhm]/gi;
const escapable = '`*_~[]#>';
const wordCharacter = /[\p{L}\p{N}]/u;
const backticksMax = 3;
const linkTarget = /\(([^\s()<>]{1,2000}(?:\([^\s()<>]{0,2000}\)[^\s()<>]{0,2000})?)\)/y;

/** Reads the inside of a block; a line feed is a line break. */
export function parseInline(text: string): Inline[] {
  const scan: Scan = { text, at: 0, stack: [{ open: '', nodes: [] }], unpaired: new Set() };
  while (scan.at < text.length) {
    special.lastIndex = scan.at;
    const next = special.exec(text)?.index ?? text.length;
    addText(scan, text.slice(scan.at, next));
    scan.at = next;
    if (next < text.length && !readSpecial(scan, text.charAt(next))) {
      addText(scan, text.charAt(next));
      scan.at = next + 1;
    }
  }
  while (scan.stack.length > 1) giveUpTop(scan);
  return top(scan).nodes;
}

/** Reads what starts at this character and moves past it; false when it is only a character. */
function readSpecial(scan: Scan, character: string): boolean {
  switch (character) {
    case '\n':
      return add(scan, { t: 'br' }, 1);
    case '\\':
      return readEscape(scan);
    case '`':
      return readCode(scan);
    case '[':
      return openLink(scan);
    case ']':
      return closeLink(scan);
    case '<':
      return readAngleLink(scan);
    case '*':
    case '_':
    case '~':
      return readMark(scan, character);
    default:
      return readBareLink(scan);
  }
}

function readEscape(scan: Scan): boolean {
  const escaped = scan.text.charAt(scan.at + 1);
  if (escaped === '' || !escapable.includes(escaped)) return false;
  scan.at += 1;
  return takeText(scan, scan.at + 1);
}

function readCode(scan: Scan): boolean {
  const length = runLength(scan.text, scan.at, '`');
  const start = scan.at + length;
  const end = length > backticksMax || scan.unpaired.has(length) ? -1 : closingRun(scan.text, start, length);
  if (end < 0) {
    scan.unpaired.add(length);
    return takeText(scan, start);
  }
  const inside = scan.text.slice(start, end).replaceAll('\n', ' ');
  // One blank on each side belongs to the marks, so that code may begin or end with a backtick.
  const padded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== '';
  return add(scan, { t: 'code', text: padded ? inside.slice(1, -1) : inside }, end + length - scan.at);
}

function closingRun(text: string, from: number, length: number): number {
  let at = text.indexOf('`', from);
  while (at >= 0) {
    const run = runLength(text, at, '`');
    if (run === length) return at;
    at = text.indexOf('`', at + run);
  }
  return -1;
}

function openLink(scan: Scan): boolean {
  // Links hold no links: the second bracket is text.
  if (scan.stack.some((frame) => frame.open === '[')) return false;
  scan.stack.push({ open: '[', nodes: [] });
  scan.at += 1;
  return true;
}

function closeLink(scan: Scan): boolean {
  const opened = scan.stack.findIndex((frame) => frame.open === '[');
  if (opened < 0) return false;
  linkTarget.lastIndex = scan.at + 1;
  const target = linkTarget.exec(scan.text);
  const href = target === null ? null : safeHref(target[1] ?? '');
  while (scan.stack.length > opened + 1) giveUpTop(scan);
  if (target === null || href === null || top(scan).nodes.length === 0) {
    giveUpTop(scan);
    return false;
  }
  const frame = scan.stack.pop();
  return add(scan, { t: 'a', href, c: frame?.nodes ?? [] }, 1 + target[0].length);
}

function readAngleLink(scan: Scan): boolean {
  const link = linkAt(scan.text, scan.at + 1);
  if (link?.href == null || scan.text.charAt(link.end) !== '>') return false;
  return addLink(scan, link.href, link.end + 1);
}

function readBareLink(scan: Scan): boolean {
  const link = linkAt(scan.text, scan.at);
  if (link === null) return false;
  return link.href === null ? takeText(scan, link.end) : addLink(scan, link.href, link.end);
}

function addLink(scan: Scan, href: string, end: number): boolean {
  const insideLink = scan.stack.some((frame) => frame.open === '[');
  return add(scan, insideLink ? href : { t: 'a', href, c: [href] }, end - scan.at);
}

function readMark(scan: Scan, character: '*' | '_' | '~'): boolean {
  const { text, at, stack } = scan;
  const run = runLength(text, at, character);
  const mark = markOf(character, run);
  // Longer runs are lines to fill in or to part sections.
  if (mark === null || run > 3) return takeText(scan, at + run);

  if (closeOneOf(scan, mark, run)) return true;
  const isOpen = stack.some((frame) => frame.open === mark);
  const mayOpen = !isBlank(text.charAt(at + mark.length)) && !wordCharacter.test(text.charAt(at - 1));
  if (isOpen || !mayOpen) return takeText(scan, at + run);
  stack.push({ open: mark, nodes: [] });
  scan.at += mark.length;
  return true;
}

function markOf(character: '*' | '_' | '~', run: number): Mark | null {
  if (character === '~') return run === 1 ? null : '~~';
  if (run === 1) return character;
  return character === '*' ? '**' : '__';
}

/** Of three marks the first ends what was opened last: the stars of "**a *b***" end i, then b. */
function closeOneOf(scan: Scan, mark: Mark, run: number): boolean {
  const innermost = top(scan).open;
  const fits = innermost.startsWith(mark.charAt(0)) && innermost.length <= run;
  const last = fits && innermost !== '' && innermost !== '[' ? innermost : mark;
  const [first, second] = run === 3 ? [last, mark] : [mark, last];
  return closeMark(scan, first) || closeMark(scan, second);
}

/** Ends the emphasis at a word's end, where it is open and holds something; does not reach out of a link. */
function closeMark(scan: Scan, mark: Mark): boolean {
  if (isBlank(scan.text.charAt(scan.at - 1)) || wordCharacter.test(scan.text.charAt(scan.at + mark.length)))
    return false;
  const opened = scan.stack.findLastIndex((frame) => frame.open === mark || frame.open === '[');
  if (scan.stack[opened]?.open !== mark || isEmpty(scan, opened)) return false;
  while (scan.stack.length > opened + 1) giveUpTop(scan);
  const frame = scan.stack.pop();
  return add(scan, { t: marks[mark], c: frame?.nodes ?? [] }, mark.length);
}

function isEmpty(scan: Scan, opened: number): boolean {
  return opened === scan.stack.length - 1 && top(scan).nodes.length === 0;
}

/** What never ended was no mark: it goes back to being text in what surrounds it. */
function giveUpTop(scan: Scan): void {
  const frame = scan.stack.pop();
  if (frame === undefined) return;
  addText(scan, frame.open);
  const [first, ...rest] = frame.nodes;
  if (typeof first === 'string') addText(scan, first);
  else if (first !== undefined) top(scan).nodes.push(first);
  for (const node of rest) top(scan).nodes.push(node);
}

function add(scan: Scan, node: Inline, length: number): true {
  if (typeof node === 'string') addText(scan, node);
  else top(scan).nodes.push(node);
  scan.at += length;
  return true;
}

function takeText(scan: Scan, end: number): true {
  addText(scan, scan.text.slice(scan.at, end));
  scan.at = end;
  return true;
}

function addText(scan: Scan, text: string): void {
  if (text === '') return;
  const { nodes } = top(scan);
  const last = nodes.at(-1);
  if (typeof last === 'string') nodes[nodes.length - 1] = last + text;
  else nodes.push(text);
}

function top(scan: Scan): Frame {
  const frame = scan.stack.at(-1);
  if (frame === undefined) throw new Error('the bottom frame is never taken off');
  return frame;
}

function runLength(text: string, at: number, character: string): number {
  let end = at;
  while (text.charAt(end) === character) end += 1;
  return end - at;
}

function isBlank(character: string): boolean {
  return character === '' || character.trim() === '';
}
