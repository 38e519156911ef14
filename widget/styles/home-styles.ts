// Home: the greeting, the one thing to do, the list.
import { css } from 'lit';

export const homeStyles = css`
  .home {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 20px;
  }
  .greeting {
    font-size: 20px;
    line-height: 28px;
    font-weight: 600;
    text-wrap: balance;
    padding-block: 8px 4px;
  }
  .home h3 {
    padding-block-start: 12px;
    font-size: 14px;
    line-height: 20px;
    font-weight: 600;
    color: var(--text-muted);
  }
  .empty {
    padding-block: 12px;
    color: var(--text-muted);
    text-wrap: pretty;
  }
  .panel .tickets {
    list-style: none;
    margin-inline: -12px;
  }
  .tickets li {
    border-block-end: 1px solid var(--line);
  }
  .tickets li:last-child {
    border-block-end: 0;
  }
  .panel .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    justify-items: start;
    gap: 2px 8px;
    inline-size: 100%;
    padding: 12px;
    border-radius: var(--radius-control);
  }
  button.row:hover {
    background: var(--surface-2);
  }
  .row > * {
    grid-column: 1;
    max-inline-size: 100%;
  }
  .row-top {
    display: flex;
    align-items: baseline;
    gap: 8px;
    inline-size: 100%;
  }
  .row-subject {
    flex: 1;
    font-weight: 500;
  }
  .row-subject,
  .row-snippet {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    inline-size: 100%;
    text-align: match-parent;
  }
  .row-snippet,
  .row-facts,
  .row time {
    color: var(--text-muted);
  }
  .row time {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .row-facts {
    display: flex;
    align-items: center;
    gap: 6px;
    flex-wrap: wrap;
  }
  .is-unread .row-subject {
    font-weight: 700;
  }
  .new {
    padding-inline: 8px;
    border-radius: 10px;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    line-height: 20px;
  }
  .panel .row .onward {
    grid-area: 1 / 2 / span 3;
    align-self: center;
    color: var(--text-muted);
    display: flex;
  }
  .row.parcel {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
  }
  .row .actions {
    padding-block-start: 8px;
  }
  .home .quiet {
    margin-block-start: auto;
    padding-block: 12px;
    text-align: center;
  }
`;
