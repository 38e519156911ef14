// The rail at the start edge: rooms of the workspace, and the person's own menu.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desk } from '../app/desk.ts';
import { go } from '../app/place.ts';
import { pathsOf } from '../app/routes.ts';
import type { Route } from '../app/routes.ts';
import { avatar } from '../elements/avatar.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import type { IconName } from '../elements/icons.ts';
import type { MenuItem } from '../elements/menu.ts';
import '../elements/menu.ts';
import './inbox.ts';
import type { Language } from './language.ts';
import { chooseLanguage, language, languages, strings } from './language.ts';
import type { Theme } from './theme.ts';
import { chooseTheme, theme, themes } from './theme.ts';
import type { Shortcut } from './shortcuts.ts';

/**
 * `<db-rail .desk .route>`
 *
 * @fires sign-out
 * @fires show-shortcuts
 * @fires show-commands
 */
class RailElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, route: { attribute: false } };
  declare desk: Desk;
  declare route: Route;

  protected override watched() {
    return [theme, this.desk.current];
  }

  protected override shortcuts(): readonly Shortcut[] {
    const texts = strings().shell;
    const paths = this.desk.paths();
    return [
      { keys: 'g i', label: texts.queue, group: 'everywhere', run: () => go(paths.queue) },
      { keys: 'g c', label: texts.contacts, group: 'everywhere', run: () => go(paths.contacts) },
      { keys: 'g o', label: texts.outbox, group: 'everywhere', run: () => go(paths.outbox) },
      { keys: 'g s', label: texts.settings, group: 'everywhere', run: () => go(paths.settings()) },
    ];
  }

  protected override render() {
    const texts = strings().shell;
    const paths = this.desk.paths();
    const { screen } = this.route;
    return html`<nav class="rail" aria-label=${texts.rooms}>
      ${this.#workspaces()}
      ${this.#link('inbox', texts.queue, paths.queue, screen === 'queue' || screen === 'ticket', 'G I')}
      ${this.#link('people', texts.contacts, paths.contacts, screen === 'contacts' || screen === 'contact', 'G C')}
      ${this.desk.isAdmin ? this.#link('mail', texts.outbox, paths.outbox, screen === 'outbox', 'G O') : nothing}
      ${this.#link('gear', texts.settings, paths.settings(), screen === 'settings', 'G S')}
      <span class="rail-space"></span>
      <db-inbox
        .desk=${this.desk}
        .reference=${this.route.screen === 'ticket' ? this.route.reference : null}
      ></db-inbox>
      <button
        class="rail-link rail-search"
        type="button"
        aria-label=${texts.commands}
        data-tip=${texts.commands}
        data-keys="Ctrl K"
        @click=${() => this.tell('show-commands')}
      >
        ${icon('search')}
      </button>
      ${this.#person()}
    </nav>`;
  }

  #link(name: IconName, label: string, href: string, isHere: boolean, keys: string): TemplateResult {
    return html`<a
      class="rail-link"
      href=${href}
      aria-label=${label}
      aria-current=${isHere ? 'page' : nothing}
      data-tip=${label}
      data-keys=${keys}
      >${icon(name)}</a
    >`;
  }

  #workspaces(): TemplateResult {
    const { name } = this.desk.current.value.workspace;
    return html`<db-menu
      class="rail-workspace"
      .label="${strings().shell.workspace}: ${name}"
      triggerClass="rail-link"
      .trigger=${html`<span class="workspace-mark" aria-hidden="true">${name.slice(0, 1).toLocaleUpperCase()}</span>`}
      .items=${this.desk.memberships.map(({ workspace }): MenuItem => ({
        id: workspace.slug,
        label: workspace.name,
        chosen: workspace.slug === this.desk.slug,
      }))}
      @pick=${({ detail }: CustomEvent<string>) => go(pathsOf(detail).queue)}
    ></db-menu>`;
  }

  #person(): TemplateResult {
    const texts = strings().shell;
    const { name } = this.desk.person;
    const items: MenuItem[] = [
      ...themes.map((one): MenuItem => ({ id: `theme:${one}`, label: texts.themes[one], chosen: one === theme.value })),
      ...Object.entries(languages).map(([id, label]): MenuItem => ({
        id: `language:${id}`,
        label,
        chosen: id === language.value,
      })),
      { id: 'shortcuts', label: texts.shortcuts, glyph: icon('question'), keys: '?' },
      { id: 'sign-out', label: texts.signOut, glyph: icon('exit') },
    ];
    return html`<db-menu
      class="rail-person"
      .label="${texts.you}: ${name}"
      triggerClass="rail-link"
      .trigger=${avatar(name)}
      .items=${items}
      @pick=${({ detail }: CustomEvent<string>) => this.#pick(detail)}
    ></db-menu>`;
  }

  #pick(choice: string): void {
    const [what, value] = choice.split(':');
    if (what === 'theme') chooseTheme(value as Theme);
    else if (what === 'language') void chooseLanguage(value as Language);
    else this.tell(choice === 'shortcuts' ? 'show-shortcuts' : 'sign-out');
  }
}

customElements.define('db-rail', RailElement);
