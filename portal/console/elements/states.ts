// What a list shows when it has no rows: why, and the one thing to do.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Failure } from '../api.ts';
import { strings } from '../shell/language.ts';
import type { IconName } from './icons.ts';
import { icon } from './icons.ts';

/** Says what will be here. */
export function emptyState(state: {
  icon: IconName;
  title: string;
  text: string;
  action?: TemplateResult;
}): TemplateResult {
  return html`<div class="state">
    <span class="state-icon">${icon(state.icon)}</span>
    <h2>${state.title}</h2>
    <p class="muted">${state.text}</p>
    ${state.action ?? nothing}
  </div>`;
}

/** Says what went wrong in words, and offers to try again. */
export function failedState(failure: Failure | null, again: () => void): TemplateResult {
  const texts = strings().failure;
  return html`<div class="state" role="alert">
    <span class="state-icon bad">${icon('warning')}</span>
    <h2>${texts.heading}</h2>
    <p class="muted">${failureText(failure)}</p>
    <button class="button" type="button" @click=${again}>${texts.again}</button>
  </div>`;
}

/** A failure in words: the server's own where it has any. */
export function failureText(failure: Failure | null): string {
  const texts = strings().failure;
  if (failure === null || failure.code === 'internal') return texts.unknown;
  if (failure.code === 'offline') return texts.offline;
  return failure.message === '' ? texts.unknown : failure.message;
}

/** Rows in the shape of what comes; they appear only when waiting takes longer than a blink. */
export function rowSkeletons(count = 8): TemplateResult {
  return html`<div class="skeletons" role="status">
    <span class="heard">${strings().common.loading}</span>
    ${Array.from({ length: count }, () => html`<div class="skeleton-row"><i></i><b></b><b></b></div>`)}
  </div>`;
}

/** A thread in the shape of what comes. */
export function threadSkeleton(): TemplateResult {
  return html`<div class="skeletons thread-skeleton" role="status">
    <span class="heard">${strings().common.loading}</span>
    <b></b><i></i><i></i><i></i>
  </div>`;
}
