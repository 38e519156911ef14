// Behind the element's verbs: who is looking, what they have not seen, and the panel.
import type { OpenTarget } from '../events.ts';
import { markOpeners } from '../openers.ts';
import { mountPanel, type DeskbellPanel } from '../panel/panel.ts';
import type { Core, Shell } from '../shell.ts';
import { openDesk } from './desk.ts';
import { loadMessages } from './locales.ts';
import { belongsTo } from './storage.ts';

/** Starts the core of one element; `remove` ends it. */
export function startCore(shell: Shell): Core {
  const { config, element, launcher } = shell;
  const desk = openDesk(shell);
  const { identity, store } = desk;
  const life = new AbortController();
  let panel: DeskbellPanel | undefined;
  let isOpen = false;
  let wish = 0;
  let opener: HTMLElement | undefined;
  let owner = identity.owner();
  let person = personAttributes();
  let language = shell.locale().tag;

  const isMounted = (): boolean => panel !== undefined;

  function personAttributes(): string {
    return JSON.stringify([config('external-id'), config('email'), config('identity-token'), config('identity-hash')]);
  }

  function setOpen(open: boolean): void {
    isOpen = open;
    launcher.setOpen(open);
    markOpeners(open);
  }

  /** Learns what the workspace says about this person and, until the panel does it, what they have not seen. */
  async function greet(): Promise<void> {
    const settings = await desk.settings().catch(() => undefined);
    if (settings?.identified) desk.emit('identified', {});
    // Who has never acted and is not known has nothing to be counted.
    if (isMounted() || !settings || (!settings.identified && !store.read().visitor)) return;
    const tickets = await desk.api.read('tickets', {}).catch(() => undefined);
    if (tickets && !isMounted()) desk.setUnread(tickets.items.filter((ticket) => ticket.unread).length);
  }

  async function meetPerson(): Promise<void> {
    const now = identity.owner();
    if (!belongsTo(owner, now)) store.wipe();
    owner = now;
    person = personAttributes();
    desk.forgetSettings();
    desk.setUnread(0);
    panel?.restart();
    await greet();
  }

  async function mount(): Promise<DeskbellPanel> {
    const words = await loadMessages(shell.locale().language, shell.preload);
    return (panel ??= mountPanel(desk, words, core.close));
  }

  async function open(target?: OpenTarget, from?: HTMLElement): Promise<void> {
    if (!isOpen && !desk.emit('before-open', { target })) return;
    const mine = (wish += 1);
    const mounted = await mount();
    // Closed, opened elsewhere, or taken off the page, while the words were on their way.
    if (mine !== wish || !element.isConnected) return;
    mounted.open(target);
    if (isOpen) return;
    opener = from;
    setOpen(true);
    desk.emit('opened', {});
  }

  const core: Core = {
    open,
    async toggle(target, from) {
      if (isOpen && target === undefined) core.close();
      else await open(target, from);
    },
    close() {
      wish += 1;
      if (!isOpen || shell.isInline()) return;
      const hadFocus = panel?.holdsFocus() === true;
      panel?.close();
      setOpen(false);
      if (hadFocus) (opener?.isConnected ? opener : launcher.button).focus();
      desk.emit('closed', {});
    },
    async identify(proof) {
      await identity.prove(proof);
      await meetPerson();
    },
    async reset() {
      // While the proof is still at hand: what this browser showed proves nothing from now on, not even to a thief.
      if (store.read().visitor) desk.api.write('forget', undefined).catch(() => undefined);
      identity.forget();
      for (const name of ['external-id', 'email', 'name', 'phone', 'identity-token', 'identity-hash']) {
        element.removeAttribute(name);
        element.removeAttribute('data-' + name);
      }
      desk.context = desk.prefilled = {};
      store.wipe();
      await meetPerson();
    },
    setContext(fields) {
      desk.context = fields;
    },
    prefill(fields) {
      desk.prefilled = fields;
      panel?.prefill();
    },
    consent(given) {
      desk.consent = given;
      store.settle();
    },
    follow() {
      if (personAttributes() !== person) void meetPerson();
      const { tag, language: catalogue } = shell.locale();
      if (tag === language) return;
      language = tag;
      if (panel) void loadMessages(catalogue, shell.preload).then((words) => panel?.restart(words));
    },
    remove() {
      life.abort();
      wish += 1;
      panel?.remove();
      panel = undefined;
      if (isOpen) setOpen(false);
    },
  };
  // Signed out in another tab: what is in memory here goes too.
  addEventListener(
    'storage',
    ({ key, newValue }) => {
      if (key !== store.key || newValue !== null) return;
      store.wipe();
      void meetPerson();
    },
    { signal: life.signal },
  );
  void greet();
  return core;
}
