// A message body as the server sends it: a small tree that every surface renders node by node, so that nothing a person
// typed is ever read as HTML. What cannot be said with these nodes stays text.
export { parseMarkdown } from './markdown.ts';
export { parsePlain } from './plain.ts';

export type Inline =
  | string
  /** Bold, italic, struck through. */
  | { t: 'b' | 'i' | 's'; c: Inline[] }
  | { t: 'code'; text: string }
  /** `href` has passed `safeHref`: http, https or mailto. Links hold no links. */
  | { t: 'a'; href: string; c: Inline[] }
  | { t: 'br' };

export type Block =
  | { t: 'p'; c: Inline[] }
  /** A heading; `level` 1 to 6 as written, below the page's own headings when rendered. */
  | { t: 'h'; level: number; c: Inline[] }
  | { t: 'ul'; items: Inline[][] }
  | { t: 'ol'; start: number; items: Inline[][] }
  | { t: 'quote'; blocks: Block[] }
  | { t: 'code'; text: string };

/** The body as plain text: for the text part of mails, search and snippets. */
export function plainOf(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join('\n\n');
}

function plainBlock(block: Block): string {
  switch (block.t) {
    case 'p':
    case 'h':
      return plainInline(block.c);
    case 'ul':
      return block.items.map((item) => `- ${plainInline(item)}`).join('\n');
    case 'ol':
      return block.items.map((item, index) => `${block.start + index}. ${plainInline(item)}`).join('\n');
    case 'quote':
      return plainOf(block.blocks)
        .split('\n')
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n');
    case 'code':
      return block.text;
  }
}

function plainInline(nodes: readonly Inline[]): string {
  return nodes.map(plainNode).join('');
}

function plainNode(node: Inline): string {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'b':
    case 'i':
    case 's':
      return plainInline(node.c);
    case 'code':
      return node.text;
    case 'br':
      return '\n';
    case 'a': {
      const text = plainInline(node.c);
      // Where the words do not show the address, the reader of plain text still has to see it.
      return text === node.href ? text : `${text} (${node.href})`;
    }
  }
}
