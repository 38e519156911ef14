// Keyboard shortcuts: each element says what it offers while it is on the page; one listener answers.
import { readChoice, writeChoice } from './choices.ts';

export interface Shortcut {
  /** `j`, `?`, `Ctrl+k`, or a sequence `g c`. Ctrl stands for the command key too. */
  keys: string;
  label: string;
  run: () => void;
  /** Where it belongs on the sheet; shortcuts that only repeat another stay off the sheet and the command bar. */
  group?: 'everywhere' | 'queue' | 'ticket' | 'composer';
}

type Offer = () => readonly Shortcut[];

const offers = new Set<Offer>();
const sequenceMs = 1_200;
let begun = '';
let timer: ReturnType<typeof setTimeout> | undefined;

/** Adds shortcuts until the returned function is called. They are asked for at each key press. */
export function offerShortcuts(offer: Offer): () => void {
  offers.add(offer);
  return () => void offers.delete(offer);
}

/** All shortcuts of the moment; where two share keys, the one that came later. */
export function currentShortcuts(): readonly Shortcut[] {
  return [...new Map([...offers].flatMap((offer) => offer()).map((shortcut) => [shortcut.keys, shortcut])).values()];
}

/** Keys without Ctrl can be switched off: speech input and tremor press them by accident. */
export function singleKeysAllowed(): boolean {
  return readChoice('single-keys') !== 'off';
}

/** Switches them, for this browser. */
export function allowSingleKeys(allowed: boolean): void {
  writeChoice('single-keys', allowed ? null : 'off');
}

/** Starts answering keys. */
export function startShortcuts(): void {
  document.addEventListener('keydown', answerKey);
}

function answerKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const withControl = event.ctrlKey || event.metaKey;
  if (!withControl && (!singleKeysAllowed() || isTyping(event) || isCovered())) return;
  if (withControl && document.querySelector('dialog[open]') !== null) return;
  const key = withControl ? `Ctrl+${event.key.toLowerCase()}` : event.key;
  if (key === 'Shift' || key === 'Control' || key === 'Meta') return;

  clearTimeout(timer);
  const keys = begun === '' ? key : `${begun} ${key}`;
  begun = '';
  const all = currentShortcuts();
  const match = all.find((shortcut) => shortcut.keys === keys) ?? all.find((shortcut) => shortcut.keys === key);
  if (match !== undefined) {
    event.preventDefault();
    match.run();
  } else if (all.some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
    begun = key;
    timer = setTimeout(() => (begun = ''), sequenceMs);
  }
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function isCovered(): boolean {
  return document.querySelector('dialog[open], .pop:popover-open') !== null;
}
