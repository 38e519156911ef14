// Status and priority as shapes: never by colour alone. The word stands beside them or in the label.
import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { TicketPriority, TicketStatus } from '#shared/tickets/schema.ts';

const ring = svg`<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.75" />`;

const statusShapes: Readonly<Record<TicketStatus, TemplateResult>> = {
  open: svg`${ring}`,
  in_progress: svg`${ring}<path d="M8 4.5a3.5 3.5 0 0 1 0 7Z" fill="currentColor" />`,
  pending: svg`${ring}<path d="M6.6 6v4M9.4 6v4" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />`,
  on_hold: svg`<rect x="2.25" y="2.25" width="11.5" height="11.5" rx="3" fill="none" stroke="currentColor" stroke-width="1.75" /><path d="M6.6 6v4M9.4 6v4" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />`,
  resolved: svg`<circle cx="8" cy="8" r="6.6" fill="currentColor" /><path d="m5.2 8.2 2 2 3.7-4.1" fill="none" class="knock-out" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />`,
  closed: svg`<circle cx="8" cy="8" r="5" fill="currentColor" />`,
};

export const statuses = Object.keys(statusShapes) as TicketStatus[];

const barsOf: Readonly<Record<TicketPriority, number>> = { urgent: 4, high: 3, medium: 2, low: 1 };
export const priorities = Object.keys(barsOf) as TicketPriority[];

/** The status as a shape. */
export function statusGlyph(status: TicketStatus): TemplateResult {
  return html`<svg class="glyph status-${status}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${statusShapes[status]}
  </svg>`;
}

/** The priority as four bars, as many filled as it is urgent. */
export function priorityGlyph(priority: TicketPriority): TemplateResult {
  return html`<svg class="glyph priority-${priority}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${[1, 2, 3, 4].map(
      (bar) =>
        svg`<rect x=${bar * 3.25 - 1.75} y=${12 - bar * 2.25} width="2.25" height=${bar * 2.25 + 1} rx="0.75"
          fill="currentColor" class=${bar > barsOf[priority] ? 'unlit' : ''} />`,
    )}
  </svg>`;
}
