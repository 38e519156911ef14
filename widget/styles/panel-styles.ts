// The panel's frame and what its screens share. Only logical directions: a right-to-left page needs nothing more.
import { css } from 'lit';
import { controlStyles } from './control-styles.ts';
import { formStyles } from './form-styles.ts';
import { homeStyles } from './home-styles.ts';
import { threadStyles } from './thread-styles.ts';
import { tokens } from './tokens.ts';

const frame = css`
  .panel {
    box-sizing: border-box;
    position: fixed;
    inset: auto;
    inset-block-end: max(var(--deskbell-offset-block, 16px), env(safe-area-inset-bottom));
    inset-inline-end: var(--deskbell-offset-inline, 16px);
    inline-size: min(400px, 100vw - 32px);
    block-size: min(640px, 100dvh - 32px);
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-1);
    color: var(--text);
    box-shadow: var(--shadow);
    overscroll-behavior: contain;
    text-align: start;
  }
  .root[data-position='start'] > deskbell-panel > .panel {
    inset-inline: var(--deskbell-offset-inline, 16px) auto;
  }
  .panel[open],
  .panel.inline {
    display: flex;
    flex-direction: column;
  }
  .panel[open] {
    animation: arrive 180ms ease-out;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .panel.inline {
    position: static;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 420px;
    box-shadow: none;
  }
  .panel::backdrop {
    background: none;
  }
  .panel:modal {
    inset-block: var(--visible-top, 0) auto;
    inset-inline: 0;
    inline-size: 100%;
    block-size: var(--visible-height, 100dvh);
    border: 0;
    border-radius: 0;
    padding-block: env(safe-area-inset-top) env(safe-area-inset-bottom);
    padding-inline: env(safe-area-inset-left) env(safe-area-inset-right);
  }
  :host([data-inline]) {
    display: block;
  }
  .panel > :not(.unseen) {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    position: relative;
  }
  :where(.panel) *,
  :where(.panel) ::before,
  :where(.panel) ::after {
    box-sizing: border-box;
  }
  :where(.panel) :where(p, h2, h3, ul, ol, fieldset, blockquote, pre) {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .panel :is(p, h2, h3, li, span, a, legend, label) {
    overflow-wrap: anywhere;
  }
  .header {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 60px;
    padding: 8px;
    padding-inline-start: 20px;
    border-block-end: 1px solid var(--line);
  }
  .header:has(.square:first-child) {
    padding-inline-start: 8px;
  }
  .titles {
    flex: 1;
    min-inline-size: 0;
  }
  .header h2 {
    font-size: 16px;
    line-height: 22px;
    font-weight: 600;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    outline-offset: -1px;
    border-radius: 4px;
  }
  /* The heading takes focus to be read, not to be used: a ring would say otherwise. */
  .header h2:focus {
    outline: none;
  }
  .facts {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--text-muted);
    line-height: 20px;
  }
  .reference {
    font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace;
    font-size: 14px;
    margin-inline-end: 4px;
    white-space: nowrap;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .body:focus-visible {
    outline-offset: -2px;
  }
  .notice {
    padding: 10px 16px;
    border-radius: var(--radius-control);
    background: var(--accent-soft);
    color: var(--text);
  }
  .panel deskbell-thread > .notice {
    border-radius: 0;
    padding-inline: 20px;
  }
  .faint {
    color: var(--text-muted);
  }
  .problem {
    color: var(--danger-text);
  }
  .failure {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 12px;
  }
  .body.failure {
    padding: 20px;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .panel :dir(rtl) > .mirrored,
  .mirrored:dir(rtl) {
    display: inline-flex;
    transform: scaleX(-1);
  }
  .mirrored {
    display: inline-flex;
  }
  .panel svg.icon {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
  }
  .panel svg.glyph {
    inline-size: 14px;
    block-size: 14px;
    flex: none;
    stroke-width: 2.4;
    color: var(--text-muted);
  }
  .glyph .filled {
    fill: currentcolor;
    stroke: none;
  }
  .panel svg.open {
    color: var(--info);
  }
  .panel svg.in_progress {
    color: var(--accent-strong);
  }
  .panel svg.pending {
    color: var(--warning);
  }
  .panel svg.resolved {
    color: var(--success);
  }
  .skeleton {
    display: grid;
    gap: 12px;
    align-content: start;
    opacity: 0;
    animation: appear 180ms 200ms forwards;
  }
  .body.skeleton {
    padding: 20px;
  }
  .skeleton i {
    block-size: 56px;
    border-radius: var(--radius-control);
    background: var(--surface-2);
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .panel[open] {
      animation: none;
    }
  }
`;

/** Everything that the panel wears, in one sheet. */
export const panelStyles = css`
  ${tokens}
  ${frame}
  ${controlStyles}
  ${homeStyles}
  ${formStyles}
  ${threadStyles}
`;
