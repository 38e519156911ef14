// A message body as HTML for mails and server-rendered pages. Every text passes the escaping of the template; the tags
// are ours, so that nothing a person typed is ever read as HTML.
import { html } from 'hono/html';
import type { Block, Inline } from '#shared/messages/nodes.ts';

/** HTML that is safe to put into a template as it is. */
export type Html = ReturnType<typeof html>;

/** Renders the body. Headings come out below the three levels that a page uses for itself. */
export function nodesHtml(blocks: readonly Block[]): Html {
  return html`${blocks.map(blockHtml)}`;
}

function blockHtml(block: Block): Html {
  switch (block.t) {
    case 'p':
      return html`<p>${inlineHtml(block.c)}</p>`;
    case 'h':
      return headingHtml(block.level, block.c);
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
      return html`<pre><code>${block.text}</code></pre>`;
  }
}

function headingHtml(level: number, content: readonly Inline[]): Html {
  if (level <= 1) return html`<h4>${inlineHtml(content)}</h4>`;
  return level === 2 ? html`<h5>${inlineHtml(content)}</h5>` : html`<h6>${inlineHtml(content)}</h6>`;
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
