// The thread: own messages at the end side, the team's at the start, changes of status as thin centred lines.
import { css } from 'lit';

export const threadStyles = css`
  .log {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 16px 20px 20px;
    font-size: 15px;
    line-height: 22px;
  }
  .day,
  .change {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    font-size: 14px;
    line-height: 20px;
    color: var(--text-muted);
    text-align: center;
  }
  .day::before,
  .day::after,
  .change::before,
  .change::after {
    content: '';
    flex: 1;
    min-inline-size: 12px;
    border-block-start: 1px solid var(--line);
  }
  .day::before,
  .day::after {
    border: 0;
  }
  .day {
    font-weight: 600;
  }
  .panel time {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .message {
    display: grid;
    gap: 4px;
    justify-items: start;
    align-self: flex-start;
    max-inline-size: 92%;
  }
  .message.own {
    align-self: flex-end;
    justify-items: end;
    max-inline-size: 85%;
  }
  .message header {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 14px;
    line-height: 20px;
    color: var(--text-muted);
  }
  .author {
    font-weight: 600;
    color: var(--text);
  }
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-size: 14px;
    font-weight: 600;
  }
  .words {
    display: grid;
    gap: 8px;
    max-inline-size: 100%;
    padding: 10px 14px;
    border: 1px solid transparent;
    border-radius: 14px;
    border-start-start-radius: 4px;
    background: var(--surface-2);
  }
  .own .words {
    border-start-start-radius: 14px;
    border-end-end-radius: 4px;
    background: var(--accent-soft);
  }
  .pending .words {
    border: 1px dashed var(--line-strong);
  }
  .typed {
    white-space: pre-wrap;
  }
  .message > :is(.faint, .problem) {
    font-size: 14px;
    line-height: 20px;
  }
  .panel .words :is(ul, ol) {
    padding-inline-start: 20px;
  }
  .panel .words blockquote {
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--line-strong);
    color: var(--text-muted);
  }
  .words code {
    font:
      14px/20px ui-monospace,
      'SF Mono',
      'Cascadia Mono',
      Menlo,
      Consolas,
      monospace;
  }
  .panel .words pre {
    overflow-x: auto;
    max-inline-size: 100%;
  }
  .panel .files {
    list-style: none;
    display: grid;
    gap: 4px;
  }
  .files a {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-block-size: 44px;
  }
  .files img {
    display: block;
    max-inline-size: 100%;
    max-block-size: 160px;
    border-radius: 8px;
  }
  .finish {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
    font-size: 14px;
  }
  .finish > deskbell-rating {
    inline-size: 100%;
  }
  .ask {
    font-weight: 600;
  }
  .finish > * + deskbell-rating {
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }
  .panel .newer {
    position: absolute;
    inset-block-end: 88px;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: fit-content;
    min-block-size: 36px;
    padding: 4px 16px;
    border-color: var(--line);
    border-radius: 18px;
    background: var(--surface-1);
    box-shadow: 0 2px 10px rgb(0 0 0 / 0.18);
    font-weight: 600;
  }
  .composer {
    display: grid;
    gap: 8px;
    padding: 12px;
    border-block-start: 1px solid var(--line);
  }
  .composer-box {
    display: flex;
    align-items: flex-end;
    gap: 4px;
    padding: 4px;
    border: 1px solid var(--line-strong);
    border-radius: calc(var(--radius-control) + 4px);
  }
  .composer-box:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }
  .composer-tools {
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }
  .panel .composer textarea {
    flex: 1;
    border: 0;
    background: none;
    resize: none;
    min-inline-size: 0;
    max-block-size: 160px;
    padding: 10px 8px;
  }
  .panel .composer textarea:focus-visible {
    outline: none;
  }
  .composer > :is(.problem, .faint) {
    padding-inline: 8px;
  }
`;
