// Pictograms on a grid of 24, drawn by stroke in the colour of the text. All are decoration: the words stand beside them.
import { html, svg, type TemplateResult } from 'lit';
import type { TicketRow } from '../core/api.ts';

const icon = (content: TemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${content}</svg>`;

/** Mirrored where lines run from right to left. */
export const backIcon = html`<span class="mirrored">${icon(svg`<path d="M19 12H5m6-6-6 6 6 6" />`)}</span>`;
export const closeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18" />`);
export const sendIcon = html`<span class="mirrored">${icon(svg`<path d="M4 12h15m-6-6 6 6-6 6" />`)}</span>`;
export const onwardIcon = html`<span class="mirrored">${icon(svg`<path d="m9 6 6 6-6 6" />`)}</span>`;
export const downIcon = icon(svg`<path d="M12 5v14m-6-6 6 6 6-6" />`);

const glyphs: Readonly<Record<TicketRow['status'], TemplateResult>> = {
  open: svg`<circle cx="12" cy="12" r="8.5" />`,
  in_progress: svg`<circle cx="12" cy="12" r="8.5" /><path class="filled" d="M12 6a6 6 0 0 1 0 12Z" />`,
  pending: svg`<circle cx="12" cy="12" r="8.5" /><path d="M10 9v6m4-6v6" />`,
  on_hold: svg`<rect x="4" y="4" width="16" height="16" rx="3" /><path d="M10 9v6m4-6v6" />`,
  resolved: svg`<circle cx="12" cy="12" r="8.5" /><path d="m8.5 12.5 2.5 2.5 5-5.5" />`,
  closed: svg`<circle class="filled" cx="12" cy="12" r="7" />`,
};

/** A status by its shape; the colour comes with the class. */
export function statusGlyph(status: TicketRow['status']): TemplateResult {
  return html`<svg class="glyph ${status}" viewBox="0 0 24 24" aria-hidden="true">${glyphs[status]}</svg>`;
}
