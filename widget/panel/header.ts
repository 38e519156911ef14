// The top of every screen: the way back, the heading that names the dialog and takes focus, the way out.
import { html, nothing, type TemplateResult } from 'lit';
import { backIcon, closeIcon } from './icons.ts';
import type { Room } from './room.ts';

export interface HeaderParts {
  title: string;
  /** A line beneath the title. */
  facts?: TemplateResult | typeof nothing;
  hasBack: boolean;
}

/** Draws the header; a screen has exactly one. */
export function renderHeader({ words, desk, go, close }: Room, { title, facts, hasBack }: HeaderParts): TemplateResult {
  const back = html`<button
    type="button"
    class="plain square"
    aria-label=${words.panel.back}
    @click=${() => go({ name: 'home' })}
  >
    ${backIcon}
  </button>`;
  const out = html`<button type="button" class="plain square" aria-label=${words.panel.close} @click=${close}>
    ${closeIcon}
  </button>`;
  return html`<header class="header" part="header">
    ${hasBack ? back : nothing}
    <div class="titles">
      <h2 id="deskbell-title" tabindex="-1" dir="auto">${title}</h2>
      ${facts ?? nothing}
    </div>
    ${desk.shell.isInline() ? nothing : out}
  </header>`;
}
