// Light, dark, or what the system says.
import { Signal } from '../app/signal.ts';
import { readChoice, writeChoice } from './choices.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const theme = new Signal<Theme>('auto');

/** Takes up the theme that was chosen before. */
export function startTheme(): void {
  show(themes.find((name) => name === readChoice('theme')) ?? 'auto');
}

/** Switches the theme and keeps the choice in this browser. */
export function chooseTheme(next: Theme): void {
  writeChoice('theme', next === 'auto' ? null : next);
  show(next);
}

function show(next: Theme): void {
  const root = document.documentElement;
  if (next === 'auto') delete root.dataset['theme'];
  else root.dataset['theme'] = next;
  theme.set(next);
}
