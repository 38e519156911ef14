// What the two bundles know of each other: the shell comes with the loader, the core comes with the panel. They share no
// module, only these objects.
import type { WidgetSettings } from './core/api.ts';
import type { IdentityProof } from './core/identity.ts';
import type { ReadConfig } from './config.ts';
import type { OpenTarget } from './events.ts';
import type { Launcher } from './launcher.ts';
import type { ChosenLocale } from './launcher-words.ts';

/** Field of the form -> text. */
export type Fields = Readonly<Record<string, string>>;
/** Fact of the page -> what it is. */
export type ContextFields = Readonly<Record<string, string | number | boolean>>;

/** The element as the core uses it. */
export interface Shell {
  element: HTMLElement;
  config: ReadConfig;
  launcher: Launcher;
  /** Origin of the help desk, without a slash at its end. */
  api: string;
  locale(): ChosenLocale;
  isInline(): boolean;
  /** What an anonymous visitor's settings were when the launcher asked for its look. */
  settings: Promise<WidgetSettings>;
  /** Takes the workspace's colour and side where no attribute says otherwise. */
  wear(settings: WidgetSettings): void;
  preload: CoreSource['preload'];
}

/** What the element hands on to the core. */
export interface Core {
  /** @throws when a part that it needs cannot load */
  open(target?: OpenTarget, opener?: HTMLElement): Promise<void>;
  toggle(target?: OpenTarget, opener?: HTMLElement): Promise<void>;
  close(): void;
  identify(proof: IdentityProof): Promise<void>;
  reset(): Promise<void>;
  setContext(fields: ContextFields): void;
  prefill(fields: Fields): void;
  consent(given: boolean): void;
  /** Attributes have changed: the person, the words, or the look. */
  follow(): void;
  remove(): void;
}

export interface CoreModule {
  startCore(shell: Shell): Core;
}

/** How the core is found: by the loader with its integrity checked, or by a bundler's dynamic import. */
export interface CoreSource {
  origin: string;
  load: () => Promise<CoreModule>;
  /** Fetches a module with its integrity checked; absent where a bundler's imports are trusted. */
  preload?: (href: string, integrity: string) => Promise<unknown>;
}
