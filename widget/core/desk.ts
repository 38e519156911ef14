// One workspace of one help desk as this page sees it: how to call it, what the browser keeps for it, what the page says.
// Screens and controllers work with this and with nothing else of the outside.
import type { DeskbellEventName, DeskbellEvents } from '../events.ts';
import type { ContextFields, Fields, Shell } from '../shell.ts';
import { connect, type Api, type WidgetSettings } from './api.ts';
import { keepIdentity, type Identity } from './identity.ts';
import { becomeVisitor, openStore, type Store } from './storage.ts';

export interface Desk {
  shell: Shell;
  api: Api;
  store: Store;
  identity: Identity;
  /** Read once a person; a failure is forgotten, so that the next caller tries again. @throws ApiError */
  settings(): Promise<WidgetSettings>;
  /** The person has changed, and with it what the settings say. */
  forgetSettings(): void;
  /** The portal's page: from the settings, or by the workspace's key while they are unknown. */
  portalUrl(): string;
  /** Gives the visitor a secret: what the first act does. */
  act(): void;
  /** Who is proven and opens the panel needs the secret too: some proofs hold for one browser only. */
  actIfProven(): void;
  setUnread(count: number): void;
  /** False when the page cancelled it. */
  emit<Name extends DeskbellEventName>(name: Name, detail: DeskbellEvents[Name]): boolean;
  /** What `setContext` was given. */
  context: ContextFields;
  /** What `prefill` was given. */
  prefilled: Fields;
  /** What `consent` was given, before any attribute. */
  consent: boolean | undefined;
}

/** Opens the desk that the element's attributes name. */
export function openDesk(shell: Shell): Desk {
  const { api: base, config, element, launcher } = shell;
  const publicKey = config('key') ?? '';
  const identity = keepIdentity(config);
  const store = openStore(publicKey, identity.owner, () => desk.consent ?? config('consent') !== 'false');
  let asked: Promise<WidgetSettings> | undefined;
  let known: WidgetSettings | undefined;
  let unread = 0;

  const emit: Desk['emit'] = (name, detail) =>
    element.dispatchEvent(
      new CustomEvent('deskbell-' + name, {
        detail,
        bubbles: true,
        composed: true,
        cancelable: name.startsWith('before-'),
      }),
    );
  const api = connect({
    base,
    publicKey,
    identity,
    visitor: () => store.read().visitor,
    onExpired: () => emit('auth-expired', {}),
  });
  const readSettings = (): Promise<WidgetSettings> => {
    const isNobody = Object.keys(identity.headers()).length === 0;
    // The launcher has already asked on behalf of nobody.
    return isNobody ? shell.settings.catch(() => api.read('settings', undefined)) : api.read('settings', undefined);
  };

  const desk: Desk = {
    shell,
    api,
    store,
    identity,
    settings() {
      const asking = (asked ??= readSettings());
      asking.then(
        (settings) => shell.wear((known = settings)),
        () => asked === asking && (asked = undefined),
      );
      return asking;
    },
    forgetSettings: () => (asked = undefined),
    portalUrl: () => known?.portalUrl ?? `${base}/portal/${encodeURIComponent(publicKey)}`,
    act: () => becomeVisitor(store),
    actIfProven() {
      if (store.read().visitor || Object.keys(identity.headers()).length === 0) return;
      becomeVisitor(store);
      asked = undefined;
    },
    setUnread(count) {
      if (count === unread) return;
      unread = count;
      launcher.setUnread(count);
      emit('unread', { count });
    },
    emit,
    context: {},
    prefilled: {},
    consent: undefined,
  };
  return desk;
}
