// The custom element: the launcher, and verbs that are handed on. It carries only what must work before a click; the core
// with the panel is fetched when somebody asks for it, or when there is already somebody to count answers for.
import type { WidgetSettings } from './core/api.ts';
import type { IdentityProof } from './core/identity.ts';
import { attributeNames, readConfigOf, writeConfig, type WidgetOptions } from './config.ts';
import type { DeskbellEvent, DeskbellEventName, OpenTarget } from './events.ts';
import { buildLauncher } from './launcher.ts';
import { chooseLocale } from './launcher-words.ts';
import { markOpeners } from './openers.ts';
import type { ContextFields, Core, CoreSource, Fields, Shell } from './shell.ts';

/** The launcher does not wait longer than this for the colours of the workspace. */
const lookPatienceMs = 500;

/** Verbs that can wait until somebody asks for the core; only the last call of each counts. */
type WaitingVerb = 'setContext' | 'prefill' | 'consent';
type AnyVerb = (...args: unknown[]) => unknown;

// Rendering on a server imports this file too; the element itself exists only where there is a DOM.
const Base =
  (globalThis as { HTMLElement?: typeof HTMLElement }).HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * A help desk in a page: a launcher that opens a panel with the visitor's tickets, a form and live threads.
 * Attributes are listed in `config.ts`, the payloads of events in `events.ts`; docs/widget.md is the manual.
 *
 * @fires deskbell-ready deskbell-before-open deskbell-opened deskbell-closed deskbell-unread deskbell-identified
 *   deskbell-auth-expired deskbell-before-submit deskbell-ticket-created deskbell-message-sent
 *   deskbell-message-received deskbell-error
 * @csspart launcher badge out panel header message composer button
 * @cssprop --deskbell-accent --deskbell-on-accent --deskbell-surface --deskbell-text --deskbell-muted
 *   --deskbell-border --deskbell-danger --deskbell-radius --deskbell-font --deskbell-offset-inline
 *   --deskbell-offset-block --deskbell-z-index
 */
export class DeskbellWidget extends Base {
  static readonly observedAttributes = attributeNames.flatMap((name) => [name, 'data-' + name]);
  /** How the core is found; set once, before the element is defined. */
  static source: CoreSource;

  readonly #config = readConfigOf(this);
  readonly #launcher = buildLauncher(this);
  readonly #ready = Promise.withResolvers<undefined>();
  readonly #waiting = new Map<WaitingVerb, unknown[]>();
  #core: Core | undefined;
  #starting: Promise<Core> | undefined;
  /** Made as soon as the element stands on a page, before anything asks for it. */
  #shell!: Shell;
  /** The attributes that make another desk, as they were last applied. */
  #desk = '';
  #isShown: boolean | undefined;
  /** Counts what was asked last, so that a panel on its way is not shown to somebody who has closed it. */
  #wish = 0;

  connectedCallback(): void {
    const { button } = this.#launcher;
    button.onclick = () => this.toggle(undefined, button);
    // The core is on its way before the finger is.
    button.onpointerenter = button.onfocus = () => DeskbellWidget.source.load().catch(() => undefined);
    this.#apply();
    this.#launcher.setOpen(false);
    markOpeners(false);
    queueMicrotask(() => {
      this.#ready.resolve(undefined);
      this.#emit('ready', {});
    });
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  attributeChangedCallback(): void {
    // Several attributes change in one go; they are applied once, together.
    queueMicrotask(() => this.isConnected && this.#apply());
  }

  /** Resolves when the launcher stands and every verb works. */
  ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Opens the panel where the person was, or at a target. Focus returns to `opener`, else to the launcher. */
  open(target?: OpenTarget, opener?: HTMLElement): Promise<void> {
    return this.#show((core) => core.open(target, opener));
  }

  /** Closes what is open; with a target it opens there instead. */
  toggle(target?: OpenTarget, opener?: HTMLElement): Promise<void> {
    return this.#show((core) => core.toggle(target, opener));
  }

  close(): void {
    this.#wish += 1;
    this.#core?.close();
  }

  /** Shows the launcher. */
  show(): void {
    this.#isShown = true;
    this.#apply();
  }

  /** Hides the launcher and closes the panel. */
  hide(): void {
    this.close();
    this.#isShown = false;
    this.#apply();
  }

  /** Proves who is looking. Another person than before starts from nothing. */
  async identify(proof: IdentityProof): Promise<void> {
    return (await this.#start()).identify(proof);
  }

  /** Forgets the person: what a page calls when somebody signs out. */
  async reset(): Promise<void> {
    return (await this.#start()).reset();
  }

  /** Changes attributes by their camel-case names. */
  update(options: WidgetOptions): void {
    writeConfig(this, options);
  }

  /** Facts of the page that travel with the next ticket, shown to members only. Replaces what was set before. */
  setContext(fields: ContextFields): void {
    this.#tell('setContext', fields);
  }

  /** Fills fields of the form that the visitor has left empty: subject, body, name, email, phone, category, priority. */
  prefill(fields: Fields): void {
    this.#tell('prefill', fields);
  }

  /** Whether the browser may keep drafts and the visitor's secret beyond this page. */
  consent(given: boolean): void {
    this.#tell('consent', given);
  }

  /** Listens to an event by its short name. @returns what ends the listening */
  on<Name extends DeskbellEventName>(name: Name, listener: (event: DeskbellEvent<Name>) => void): () => void {
    const type = 'deskbell-' + name;
    this.addEventListener(type, listener as EventListener);
    return () => this.removeEventListener(type, listener as EventListener);
  }

  /** Ends everything and takes the element off the page. */
  destroy(): void {
    this.close();
    this.remove();
  }

  #emit(name: 'ready' | 'error', detail: object): void {
    this.dispatchEvent(new CustomEvent('deskbell-' + name, { detail, bubbles: true, composed: true }));
  }

  readonly #locale = () =>
    chooseLocale([this.#config('locale'), document.documentElement.lang, ...navigator.languages]);

  readonly #wear = (settings?: WidgetSettings): void =>
    this.#launcher.wear(this.#config('accent') ?? settings?.accent, this.#config('position') ?? settings?.position);

  #apply(): void {
    const { button, reveal, settle } = this.#launcher;
    const isInline = this.#config('position') === 'inline';
    settle(this.#locale(), this.#config('theme'), isInline);
    button.hidden = isInline || !(this.#isShown ?? this.#config('launcher') !== 'none');
    this.#wear();
    const api = (this.#config('api') ?? DeskbellWidget.source.origin).replace(/\/$/, '');
    const key = this.#config('key') ?? '';
    const desk = [key, api, isInline].join();
    if (desk === this.#desk) return this.#core?.follow();
    this.#stop();
    this.#desk = desk;
    const settings = readSettings(api, key);
    settings.then(this.#wear, reveal);
    setTimeout(reveal, lookPatienceMs);
    this.#shell = {
      element: this,
      config: this.#config,
      launcher: this.#launcher,
      api,
      locale: this.#locale,
      isInline: () => isInline,
      settings,
      wear: this.#wear,
      preload: DeskbellWidget.source.preload,
    };
    if (isInline) void this.open();
    else if (this.#config('identity-token') ?? this.#config('identity-hash') ?? isKept(key)) {
      setTimeout(() => void this.#start().catch(() => undefined));
    }
  }

  #tell(verb: WaitingVerb, ...args: unknown[]): void {
    if (this.#core) (this.#core[verb] as AnyVerb)(...args);
    this.#waiting.set(verb, args);
  }

  /** Does what shows the panel; when it cannot come, the plain link to the portal does. */
  async #show(act: (core: Core) => Promise<void>): Promise<void> {
    const { button, setWayOut } = this.#launcher;
    const wish = (this.#wish += 1);
    button.ariaBusy = 'true';
    try {
      const core = await this.#start();
      if (wish === this.#wish) await act(core);
      setWayOut(null);
    } catch {
      const { api, settings } = this.#shell;
      const known = await settings.catch(() => undefined);
      // The portal knows the workspace by its key too.
      setWayOut(known?.portalUrl ?? `${api}/portal/${this.#config('key') ?? ''}`);
      this.#emit('error', { code: 'load_failed' });
    }
    button.ariaBusy = null;
  }

  #start(): Promise<Core> {
    this.#starting ??= this.#begin();
    this.#starting.catch(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #begin(): Promise<Core> {
    const { startCore } = await DeskbellWidget.source.load();
    await this.ready();
    const core = (this.#core = startCore(this.#shell));
    for (const [verb, args] of this.#waiting) (core[verb] as AnyVerb)(...args);
    return core;
  }

  #stop(): void {
    this.#core?.remove();
    this.#core = this.#starting = undefined;
    this.#desk = '';
  }
}

async function readSettings(api: string, key: string): Promise<WidgetSettings> {
  const headers = { 'x-deskbell-key': key };
  const answer = await fetch(api + '/trpc/customer.settings', { credentials: 'omit', headers });
  return ((await answer.json()) as { result: { data: WidgetSettings } }).result.data;
}

/** Whether this browser has kept something of a visitor. */
function isKept(key: string): boolean {
  try {
    return 'deskbell:' + key in localStorage;
  } catch {
    return false;
  }
}
