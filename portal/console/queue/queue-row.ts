// One row of the queue: what it is about first, then who, then how urgent and when.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desk } from '../app/desk.ts';
import { avatar } from '../elements/avatar.ts';
import { priorityGlyph, statusGlyph } from '../elements/glyphs.ts';
import { labelChip } from '../elements/label-chip.ts';
import { strings } from '../shell/language.ts';
import type { ShownRow } from './queue-store.ts';

const labelsShown = 2;

/** The row as a link to its ticket. */
export function queueRow(desk: Desk, row: ShownRow, href: string, isOpen: boolean): TemplateResult {
  const texts = strings();
  const more = row.labels.length - labelsShown;
  return html`<a
    class="queue-row ${row.waitsForUs ? 'waits' : ''} ${row.left === true ? 'left' : ''}"
    href=${href}
    data-id=${row.id}
    aria-current=${isOpen ? 'true' : nothing}
    aria-label=${[
      row.reference,
      row.subject,
      desk.statusName(row.status),
      texts.ticket.priority[row.priority],
      row.requesterName,
      row.waitsForUs ? texts.queue.waitsForUs : '',
    ]
      .filter((part) => part !== '')
      .join(', ')}
  >
    <span class="queue-status" data-tip=${desk.statusName(row.status)}>${statusGlyph(row.status)}</span>
    <span class="queue-line">
      <span class="queue-subject cut" dir="auto"
        ><span class="queue-title">${row.subject}</span
        >${row.snippet === '' ? nothing : html`<span class="queue-snippet"> – ${row.snippet}</span>`}</span
      >
      <db-instant class="queue-time meta" at=${row.updatedAt}></db-instant>
    </span>
    <span class="queue-line">
      <span class="queue-person cut" dir="auto">${row.requesterName}</span>
      <span class="queue-marks">
        ${row.labels.slice(0, labelsShown).map(labelChip)}${more > 0 ? html`<span class="badge">+${more}</span>` : nothing}
        ${
          row.priority === 'urgent' || row.priority === 'high'
            ? html`<span data-tip=${texts.ticket.priority[row.priority]}>${priorityGlyph(row.priority)}</span>`
            : nothing
        }
        ${row.assignee === null ? nothing : avatar(row.assignee.name)}
      </span>
    </span>
  </a>`;
}
