// The sign of a status: its shape says what its colour says.
import { html } from 'hono/html';
import type { TicketStatus } from '#shared/tickets/schema.ts';
import type { Html } from '../email/nodes-html.ts';

const shapes: Readonly<Record<TicketStatus, Html>> = {
  open: html`<circle cx="12" cy="12" r="9" />`,
  in_progress: html`<circle cx="12" cy="12" r="9" /><path d="M12 7a5 5 0 0 1 0 10z" fill="currentColor" />`,
  pending: html`<circle cx="12" cy="12" r="9" /><path d="M9.5 9v6m5-6v6" />`,
  on_hold: html`<rect x="3.5" y="3.5" width="17" height="17" rx="3" /><path d="M9.5 9v6m5-6v6" />`,
  resolved: html`<circle cx="12" cy="12" r="9" /><path d="m8 12.5 2.8 2.7L16 9.6" />`,
  closed: html`<circle cx="12" cy="12" r="9" fill="currentColor" />`,
};

/** Drawn for the eye only: the words beside it say the status. */
export function statusGlyph(status: TicketStatus): Html {
  return html`<svg
    class="s-${status}"
    width="24"
    height="24"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shapes[status]}
  </svg>`;
}
