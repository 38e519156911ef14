// A message body as HTML for mails and server-rendered pages. Every text passes the escaping of the template; the tags
// are ours, so that nothing a person typed is ever read as HTML.
import { html } from 'hono/html';
import type { Block, Inline } from '#shared/messages/nodes.ts';

/** HTML that is safe to put into a template as it is. */
export type Html = ReturnType<typeof html>;

/** Renders the body. Headings come out below the two levels that a page uses for itself. */
export function nodesHtml(blocks: readonly Block[]): Html {
  return html`${blocks.map(blockHtml)}`;
}

function blockHtml(block: Block): Html {
  switch (block.t) {
    case 'p':
      return html`<p>${inlineHtml(block.c)}</p>`;
    case 'h':
      // One level for all: a message may begin with any, and a page must not skip one.
      return html`<h3>${inlineHtml(block.c)}</h3>`;
    case 'ul':
      return html`<ul>
        ${block.items.map((item) => html`<li>${inlineHtml(item)}</li>`)}
      </ul>`;
    case 'ol':
      return html`<ol start="${block.start}">
        ${block.items.map((item) => html`<li>${inlineHtml(item)}</li>`)}
      </ol>`;
    case 'quote':
      return html`<blockquote>${nodesHtml(block.blocks)}</blockquote>`;
    case 'code':
      // Long lines scroll, which a keyboard must be able to do.
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
  }
}

function inlineHtml(nodes: readonly Inline[]): Html {
  return html`${nodes.map(nodeHtml)}`;
}

function nodeHtml(node: Inline): Html | string {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'b':
      return html`<strong>${inlineHtml(node.c)}</strong>`;
    case 'i':
      return html`<em>${inlineHtml(node.c)}</em>`;
    case 's':
      return html`<s>${inlineHtml(node.c)}</s>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'a':
      return html`<a href="${node.href}" rel="noopener noreferrer nofollow ugc">${inlineHtml(node.c)}</a>`;
    case 'br':
      return html`<br />`;
  }
}
