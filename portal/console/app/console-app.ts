// The console: finds out who looks and where they are, and shows the room.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Failure } from '../api.ts';
import { connectApi, failureOf } from '../api.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { emptyState, failedState, threadSkeleton } from '../elements/states.ts';
import { signOut } from '../session/sign-in-calls.ts';
import { readChoice, writeChoice } from '../shell/choices.ts';
import '../shell/connection.ts';
import { strings } from '../shell/language.ts';
import '../shell/rail.ts';
import type { Shortcut } from '../shell/shortcuts.ts';
import { undoLast } from '../shell/toasts.ts';
import './desk-view.ts';
import type { Desk } from './desk.ts';
import { openDesk } from './desk.ts';
import { go, place } from './place.ts';
import { pathsOf, readPath } from './routes.ts';
import type { Route } from './routes.ts';
import { sessionEnded } from './session-ended.ts';

/** `<deskbell-console>`: the whole page. */
class ConsoleAppElement extends ConsoleElement {
  static override properties = {
    desk: { state: true },
    failure: { state: true },
    stranger: { state: true },
    unloaded: { state: true },
  };
  declare desk: Desk | null;
  declare failure: Failure | null;
  /** Whether the person is signed in and has no place in this workspace, or in any. */
  declare stranger: boolean;
  /** The room whose code could not be fetched. */
  declare unloaded: string;

  constructor() {
    super();
    this.desk = null;
    this.failure = null;
    this.stranger = false;
    this.unloaded = '';
  }

  protected override watched() {
    return [place, sessionEnded];
  }

  protected override shortcuts(): readonly Shortcut[] {
    const { desk } = this;
    if (desk === null) return [];
    const texts = strings();
    return [
      { keys: 'c', label: texts.queue.newTicket, group: 'everywhere', run: () => void this.#newTicket() },
      { keys: 'Ctrl+k', label: texts.shell.commands, group: 'everywhere', run: () => void this.#commands() },
      { keys: '?', label: texts.shell.shortcuts, group: 'everywhere', run: () => void this.#sheet() },
      { keys: 'z', label: texts.common.undo, group: 'everywhere', run: () => void undoLast() },
    ];
  }

  protected override willUpdate(): void {
    const route = readPath(place.value.pathname);
    if (sessionEnded.value) this.#toSignIn(route);
    else if (route.screen === 'home') void this.#findWorkspace();
    else if ('slug' in route && route.slug !== this.desk?.slug) void this.#open(route.slug);
  }

  protected override render() {
    const route = readPath(place.value.pathname);
    if (!('slug' in route)) return this.#outside(route);
    if (this.stranger) return this.#note(strings().shell.stranger);
    if (this.failure !== null)
      return html`<main class="alone">${failedState(this.failure, () => void this.#open(route.slug))}</main>`;
    const { desk } = this;
    if (desk?.slug !== route.slug) return nothing;
    document.title = `${desk.current.value.workspace.name} · Deskbell`;
    return html`<div class="shell screen-${route.screen}" @new-ticket=${() => void this.#newTicket()}>
        <a class="skip-link" href="#room">${strings().shell.skip}</a>
        <db-rail
          .desk=${desk}
          .route=${route}
          @sign-out=${() => void this.#signOut()}
          @show-shortcuts=${() => void this.#sheet()}
          @show-commands=${() => void this.#commands()}
        ></db-rail>
        <db-connection .desk=${desk}></db-connection>
        <main id="room" tabindex="-1">${this.#room(desk, route)}</main>
      </div>
      <db-toasts></db-toasts>`;
  }

  #room(desk: Desk, route: Route): TemplateResult | typeof nothing {
    switch (route.screen) {
      case 'queue':
        return html`<db-desk-view .desk=${desk} .reference=${null}></db-desk-view>`;
      case 'ticket':
        return html`<db-desk-view .desk=${desk} .reference=${route.reference}></db-desk-view>`;
      case 'contacts':
      case 'contact': {
        const open = route.screen === 'contact' ? route.id : null;
        return this.#lazy(
          'db-contacts',
          () => import('../contacts/contacts-page.ts'),
          () => html`<db-contacts .desk=${desk} .open=${open}></db-contacts>`,
        );
      }
      case 'outbox':
        return this.#lazy(
          'db-outbox',
          () => import('../outbox/outbox-page.ts'),
          () => html`<db-outbox .desk=${desk} .open=${route.mail}></db-outbox>`,
        );
      case 'settings':
        return this.#lazy(
          'db-settings',
          () => import('../settings/settings-page.ts'),
          () => html`<db-settings .desk=${desk} .section=${route.section}></db-settings>`,
        );
      case 'home':
      case 'sign-in':
      case 'two-factor':
      case 'nowhere':
        return nothing;
    }
  }

  #outside(route: Route): TemplateResult | typeof nothing {
    if (route.screen === 'nowhere') return this.#note(strings().shell.nowhere);
    if (route.screen === 'home') {
      return this.stranger ? this.#note(strings().shell.noWorkspace) : nothing;
    }
    return this.#lazy(
      'db-session',
      () => import('../session/session-page.ts'),
      () => html`<db-session .route=${route}></db-session>`,
    );
  }

  /** A room's code comes with its first visit; its element is made only then, so that it finds its properties set. */
  #lazy(tag: string, load: () => Promise<unknown>, show: () => TemplateResult): TemplateResult {
    if (customElements.get(tag) !== undefined) return show();
    if (this.unloaded === tag) return html`<main class="alone">${failedState(null, () => location.reload())}</main>`;
    load().then(
      () => this.requestUpdate(),
      // After a deployment the old chunk may be gone: a full load fetches the new page.
      () => (this.unloaded = tag),
    );
    return threadSkeleton();
  }

  #note(texts: { title: string; text: string }): TemplateResult {
    return html`<main class="alone">
      ${emptyState({
        icon: 'question',
        ...texts,
        action: html`<div class="row">
          <a class="button" href="/console">${strings().shell.toConsole}</a>
          <button class="button quiet" type="button" @click=${() => void this.#signOut()}>
            ${strings().shell.signOut}
          </button>
        </div>`,
      })}
    </main>`;
  }

  async #open(slug: string): Promise<void> {
    this.desk?.streams.close();
    this.desk = null;
    this.failure = null;
    this.stranger = false;
    try {
      const desk = await openDesk(slug);
      const now = readPath(place.value.pathname);
      if (!('slug' in now) || now.slug !== slug) return;
      this.stranger = desk === null;
      this.desk = desk;
      if (desk !== null) writeChoice('workspace', slug);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'forbidden' || failure.code === 'not_found') this.stranger = true;
      else if (failure.code !== 'unauthorized') this.failure = failure;
    }
  }

  /** Goes to the workspace that was open last, else to the first. */
  async #findWorkspace(): Promise<void> {
    try {
      const { memberships } = await connectApi(null).team.me.query();
      const slugs = memberships.map(({ workspace }) => workspace.slug);
      const last = slugs.find((slug) => slug === readChoice('workspace')) ?? slugs[0];
      if (last === undefined) this.stranger = true;
      else go(pathsOf(last).queue, { replace: true });
    } catch (error) {
      if (failureOf(error).code !== 'unauthorized') this.failure = failureOf(error);
    }
  }

  #toSignIn(route: Route): void {
    this.desk?.streams.close();
    this.desk = null;
    if (!('slug' in route) && route.screen !== 'home') return;
    const to = place.value.pathname + place.value.search;
    sessionEnded.set(false);
    go(`/console/sign-in?to=${encodeURIComponent(to)}`, { replace: true });
  }

  async #signOut(): Promise<void> {
    await signOut();
    this.desk?.streams.close();
    // A full load: nothing of the session stays in memory.
    location.assign('/console/sign-in');
  }

  async #newTicket(): Promise<void> {
    const { desk } = this;
    if (desk === null) return;
    const { askNewTicket } = await import('../ticket/new-ticket.ts');
    const reference = await askNewTicket(desk);
    if (reference !== undefined) go(desk.paths().ticket(reference));
  }

  async #commands(): Promise<void> {
    const { showCommands } = await import('../shell/command-bar.ts');
    if (this.desk !== null) showCommands(this.desk);
  }

  async #sheet(): Promise<void> {
    const { showShortcuts } = await import('../shell/shortcut-sheet.ts');
    await showShortcuts();
  }
}

customElements.define('deskbell-console', ConsoleAppElement);
