// A message body: the server's node tree, node by node. Nothing that a person typed is ever read as HTML.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Block, Inline } from '#shared/messages/nodes.ts';

/** The body of a message. Links open beside the console and tell the other site nothing. */
export function messageBody(blocks: readonly Block[]): TemplateResult[] {
  return blocks.map(block);
}

function block(node: Block): TemplateResult {
  switch (node.t) {
    case 'p':
      return html`<p dir="auto">${inlines(node.c)}</p>`;
    case 'h':
      // The page's own outline ends at the ticket's title: what people write is set bold, not made a landmark.
      return html`<p class="body-heading" dir="auto">${inlines(node.c)}</p>`;
    case 'ul':
      return html`<ul dir="auto">
        ${node.items.map((item) => html`<li>${inlines(item)}</li>`)}
      </ul>`;
    case 'ol':
      return html`<ol dir="auto" start=${node.start}>
        ${node.items.map((item) => html`<li>${inlines(item)}</li>`)}
      </ol>`;
    case 'quote':
      return html`<blockquote>${messageBody(node.blocks)}</blockquote>`;
    case 'code':
      return html`<pre class="scroll" tabindex="0"><code>${node.text}</code></pre>`;
  }
}

function inlines(nodes: readonly Inline[]): (TemplateResult | string)[] {
  return nodes.map(inline);
}

function inline(node: Inline): TemplateResult | string {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'b':
      return html`<strong>${inlines(node.c)}</strong>`;
    case 'i':
      return html`<em>${inlines(node.c)}</em>`;
    case 's':
      return html`<s>${inlines(node.c)}</s>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'a':
      return html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow">${inlines(node.c)}</a>`;
    case 'br':
      return html`<br />`;
  }
}
