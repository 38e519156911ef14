// The form of a new ticket, its summary of problems, and the rating.
import { css } from 'lit';

export const formStyles = css`
  .form {
    display: flex;
    flex-direction: column;
    gap: 16px;
    padding: 20px;
  }
  .field {
    display: grid;
    gap: 4px;
  }
  .field label {
    font-weight: 600;
  }
  .field label .faint {
    font-weight: 400;
  }
  .panel .is-wrong :is(input, select, textarea) {
    border-color: var(--danger-text);
    box-shadow: inset 0 0 0 1px var(--danger-text);
  }
  .summary {
    padding: 12px 16px;
    border-radius: var(--radius-control);
    border-inline-start: 3px solid var(--danger-text);
    background: var(--danger-soft);
  }
  .panel .summary ul {
    padding-inline-start: 20px;
  }
  .panel .summary a {
    color: inherit;
    font-weight: 600;
  }
  .rating {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .rating > :is(textarea, fieldset) {
    inline-size: 100%;
  }
  .rating legend {
    padding: 0;
    margin-block-end: 8px;
    font-weight: 600;
  }
  .scores {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: 6px;
  }
  .score {
    position: relative;
    display: grid;
    justify-items: center;
    align-content: start;
    gap: 2px;
    min-block-size: 44px;
    text-align: center;
    cursor: pointer;
  }
  .score input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 44px;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .score .mark {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 44px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-control);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .score .word {
    color: var(--text-muted);
    line-height: 18px;
    hyphens: auto;
  }
  .score input:checked + .mark {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .score input:focus-visible + .mark {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .score input:checked + .mark {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
