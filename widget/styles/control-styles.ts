// Buttons, links and fields: 44 px high where a finger goes, 16 px type where somebody writes.
import { css } from 'lit';

export const controlStyles = css`
  :where(.panel) :where(button, input, select, textarea) {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  :where(.panel) button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 44px;
    padding: 8px 16px;
    border: 1px solid transparent;
    border-radius: var(--radius-control);
    background: none;
    text-align: start;
    cursor: pointer;
    transition:
      background-color var(--quick),
      border-color var(--quick);
  }
  .panel button:is([aria-disabled='true'], :disabled) {
    opacity: 0.6;
    cursor: default;
  }
  .panel .primary {
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .panel .primary:hover {
    background: color-mix(in oklch, var(--accent), var(--text) 12%);
  }
  .panel .secondary {
    border-color: var(--line-strong);
    font-weight: 600;
  }
  .panel :is(.secondary, .plain):hover {
    background: var(--surface-2);
  }
  .panel .plain {
    color: var(--text-muted);
  }
  .panel .wide {
    inline-size: 100%;
  }
  .panel .square {
    inline-size: 44px;
    padding: 0;
    flex: none;
  }
  .panel .link {
    min-block-size: 24px;
    padding: 0 4px;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .panel a {
    color: var(--accent-strong);
    text-underline-offset: 3px;
  }
  .panel .quiet {
    color: var(--text-muted);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .panel :is(input:not([type='radio']), select, textarea) {
    display: block;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 9px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-control);
    background: var(--surface-1);
    font-size: 16px;
    line-height: 24px;
  }
  .panel textarea {
    resize: vertical;
    field-sizing: content;
    max-block-size: 40vh;
  }
  .panel ::placeholder {
    color: var(--text-muted);
    opacity: 1;
  }
  @media (forced-colors: active) {
    .panel button:not(.link, .row) {
      border-color: ButtonBorder;
    }
    .panel .primary {
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;
