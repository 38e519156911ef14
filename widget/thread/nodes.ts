// Draws a message body from its node tree. Nothing that a person typed is ever read as markup.
import { html, nothing, type TemplateResult } from 'lit';
import { plainOf, type Block, type Inline } from '../../shared/messages/nodes.ts';
import type { MessageEntry } from '../core/api.ts';

type Nodes = MessageEntry['nodes'];

/** The blocks of a body. */
export function renderBlocks(blocks: Nodes): TemplateResult {
  return html`${blocks.map(renderBlock)}`;
}

/** The body in one line, for who hears it announced. */
export function plainText(blocks: Nodes): string {
  return plainOf(blocks).replace(/\s+/g, ' ');
}

function renderBlock(block: Block): TemplateResult {
  switch (block.t) {
    case 'p':
      return html`<p dir="auto">${renderInline(block.c)}</p>`;
    case 'h':
      return html`<p dir="auto"><strong>${renderInline(block.c)}</strong></p>`;
    case 'ul':
      return html`<ul dir="auto">
        ${block.items.map((item) => html`<li>${renderInline(item)}</li>`)}
      </ul>`;
    case 'ol':
      return html`<ol dir="auto" start=${block.start}>
        ${block.items.map((item) => html`<li>${renderInline(item)}</li>`)}
      </ol>`;
    case 'quote':
      return html`<blockquote dir="auto">${block.blocks.map(renderBlock)}</blockquote>`;
    case 'code':
      return html`<pre dir="ltr" tabindex="0"><code>${block.text}</code></pre>`;
  }
}

function renderInline(nodes: readonly Inline[]): unknown {
  return nodes.map((node) => {
    if (typeof node === 'string') return node;
    switch (node.t) {
      case 'b':
        return html`<strong>${renderInline(node.c)}</strong>`;
      case 'i':
        return html`<em>${renderInline(node.c)}</em>`;
      case 's':
        return html`<s>${renderInline(node.c)}</s>`;
      case 'code':
        return html`<code dir="ltr">${node.text}</code>`;
      case 'br':
        return html`<br />`;
      case 'a': {
        // The server lets through nothing else; a second look costs one line.
        const href = /^(https?:|mailto:)/i.test(node.href) ? node.href : nothing;
        return html`<a href=${href} target="_blank" rel="noopener nofollow ugc">${renderInline(node.c)}</a>`;
      }
    }
  });
}
