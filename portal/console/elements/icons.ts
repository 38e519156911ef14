// The console's icons: one stroke, one grid of 16.
import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

const shapes = {
  inbox: svg`<path d="M2 9.5h3.2l1 1.75h3.6l1-1.75H14" /><path d="M4 3h8l2 6.5V12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V9.5L4 3Z" />`,
  people: svg`<circle cx="6" cy="5.25" r="2.25" /><path d="M2 13c.3-2.4 1.9-3.75 4-3.75S9.7 10.6 10 13" /><path d="M10.5 3.2a2.25 2.25 0 0 1 0 4.1M11.8 9.6c1.3.5 2 1.7 2.2 3.4" />`,
  mail: svg`<rect x="2" y="3.5" width="12" height="9" rx="1.5" /><path d="m2.5 4.5 5.5 4.25 5.5-4.25" />`,
  gear: svg`<circle cx="8" cy="8" r="2" /><path d="M8 1.75v1.75M8 12.5v1.75M14.25 8H12.5M3.5 8H1.75M12.42 3.58l-1.24 1.24M4.82 11.18l-1.24 1.24M12.42 12.42l-1.24-1.24M4.82 4.82 3.58 3.58" />`,
  plus: svg`<path d="M8 3v10M3 8h10" />`,
  search: svg`<circle cx="7" cy="7" r="4.25" /><path d="m10.25 10.25 3.25 3.25" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  check: svg`<path d="m3.5 8.5 3 3 6-7" />`,
  down: svg`<path d="m4.5 6.5 3.5 3.5 3.5-3.5" />`,
  next: svg`<path d="m6.5 4.5 3.5 3.5-3.5 3.5" />`,
  back: svg`<path d="M13 8H3.5M7.5 4l-4 4 4 4" />`,
  newest: svg`<path d="M8 3v9M4 8.5 8 12.5l4-4" />`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />`,
  link: svg`<path d="M6.75 9.25a2.5 2.5 0 0 0 3.6.1l2-2a2.5 2.5 0 0 0-3.55-3.55l-.8.8" /><path d="M9.25 6.75a2.5 2.5 0 0 0-3.6-.1l-2 2a2.5 2.5 0 0 0 3.55 3.55l.8-.8" />`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.5" /><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />`,
  reply: svg`<path d="M6.5 3.5 2.5 7.5l4 4" /><path d="M2.5 7.5H9a4.5 4.5 0 0 1 4.5 4.5v.5" />`,
  archive: svg`<rect x="2" y="3" width="12" height="3" rx="0.75" /><path d="M3 6v6a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V6M6.5 8.75h3" />`,
  restore: svg`<path d="M3 8a5 5 0 1 0 1.6-3.65L2.75 6" /><path d="M2.75 2.75V6H6" />`,
  flame: svg`<path d="M8 1.75c.5 2.25 3.75 3.75 3.75 7.25a3.75 3.75 0 0 1-7.5 0c0-1.5.75-2.5 1.5-3.25.25 1 .75 1.5 1.5 1.75C7.5 5.5 7 3.5 8 1.75Z" />`,
  more: svg`<circle cx="3.5" cy="8" r="0.6" /><circle cx="8" cy="8" r="0.6" /><circle cx="12.5" cy="8" r="0.6" />`,
  panel: svg`<rect x="2" y="3" width="12" height="10" rx="1.5" /><path d="M10 3v10" />`,
  bell: svg`<path d="M4 7a4 4 0 0 1 8 0c0 3 1 4 1.25 4.25H2.75C3 11 4 10 4 7ZM6.75 13.25a1.3 1.3 0 0 0 2.5 0" />`,
  key: svg`<circle cx="5.25" cy="10.75" r="2.75" /><path d="m7.25 8.75 5.5-5.5M10.5 5.5l2 2" />`,
  person: svg`<circle cx="8" cy="5.5" r="2.5" /><path d="M3.25 13.5c.4-2.6 2.3-4 4.75-4s4.35 1.4 4.75 4" />`,
  verified: svg`<path d="m8 1.75 1.6 1.1 1.9-.1.5 1.85 1.5 1.2-.7 1.8.7 1.8-1.5 1.2-.5 1.85-1.9-.1L8 13.45l-1.6-1.1-1.9.1-.5-1.85-1.5-1.2.7-1.8-.7-1.8 1.5-1.2.5-1.85 1.9.1Z" /><path d="m5.75 7.75 1.6 1.6 2.9-3.2" />`,
  question: svg`<circle cx="8" cy="8" r="6" /><path d="M6.3 6.3a1.75 1.75 0 1 1 2.6 1.6c-.6.35-.9.7-.9 1.35M8 11.3v.05" />`,
  warning: svg`<path d="M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.2v.05" />`,
  tag: svg`<path d="M2.5 3.5v4L8.5 13.5l5-5-6-6h-4a1 1 0 0 0-1 1Z" /><path d="M5.4 5.4v.05" />`,
  send: svg`<path d="M13.5 2.5 7.25 8.75M13.5 2.5l-4 11-2.25-4.75L2.5 6.5l11-4Z" />`,
  exit: svg`<path d="M6.5 2.5h-3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3M10 4.75 13.25 8 10 11.25M13.25 8H6" />`,
  offline: svg`<path d="M2 6.2a9 9 0 0 1 3-1.8M14 6.2a9 9 0 0 0-5-2.2M4.5 9a5.5 5.5 0 0 1 3.5-1.3M8 12v.05M2.5 2.5l11 11" />`,
} as const;

export type IconName = keyof typeof shapes;

/** An icon; it says nothing to screen readers, the control around it does. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shapes[name]}
  </svg>`;
}
