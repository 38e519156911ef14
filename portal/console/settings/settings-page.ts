// Settings: the sections, and the one that is open.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desk } from '../app/desk.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import type { IconName } from '../elements/icons.ts';
import { emptyState } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import './account.ts';
import './api-keys.ts';
import './categories.ts';
import './departments.ts';
import './general.ts';
import './labels.ts';
import './team.ts';
import './widget.ts';

const sections = ['account', 'general', 'team', 'widget', 'labels', 'categories', 'departments', 'api-keys'] as const;
type Section = (typeof sections)[number];

const icons: Readonly<Record<Section, IconName>> = {
  account: 'person',
  general: 'gear',
  team: 'people',
  widget: 'link',
  labels: 'tag',
  categories: 'inbox',
  departments: 'archive',
  'api-keys': 'key',
};

/** `<db-settings .desk .section>`: an empty section shows the list alone on narrow screens, the first one on wide. */
class SettingsElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, section: {} };
  declare desk: Desk;
  declare section: string;

  protected override watched() {
    return [this.desk.current];
  }

  protected override render() {
    const texts = strings().settings;
    const open = sections.find((section) => section === this.section);
    const first: Section = this.desk.isAdmin ? 'general' : 'account';
    return html`<div class="panes two ${open === undefined ? 'showing-list' : 'showing-detail'}">
      <nav class="pane list-pane settings-nav" aria-label=${texts.heading}>
        <header class="pane-head"><h1 class="grow" tabindex="-1">${texts.heading}</h1></header>
        <ul class="rows list-scroll scroll">
          ${sections.map((section) => html`<li>${this.#link(section, open ?? first)}</li>`)}
        </ul>
      </nav>
      <section class="pane detail-pane" aria-label=${texts.sections[open ?? first]}>
        <header class="pane-head">
          <a class="button quiet small icon back-link" href=${this.desk.paths().settings()} aria-label=${texts.back}
            >${icon('back')}</a
          >
          <h1 class="grow" tabindex="-1">${texts.sections[open ?? first]}</h1>
        </header>
        <div class="page-scroll scroll"><div class="page-column">${this.#body(open ?? first)}</div></div>
      </section>
    </div>`;
  }

  #link(section: Section, open: Section): TemplateResult {
    return html`<a
      class="list-row"
      href=${this.desk.paths().settings(section)}
      aria-current=${section === open ? 'true' : nothing}
    >
      ${icon(icons[section])}<span class="grow cut">${strings().settings.sections[section]}</span>
    </a>`;
  }

  #body(section: Section): TemplateResult {
    const { desk } = this;
    if (section === 'account') return html`<db-settings-account .desk=${desk}></db-settings-account>`;
    if (!desk.isAdmin) return emptyState({ icon: 'lock', ...strings().settings.adminsOnly });
    switch (section) {
      case 'general':
        return html`<db-settings-general .desk=${desk}></db-settings-general>`;
      case 'team':
        return html`<db-settings-team .desk=${desk}></db-settings-team>`;
      case 'widget':
        return html`<db-settings-widget .desk=${desk}></db-settings-widget>`;
      case 'labels':
        return html`<db-settings-labels .desk=${desk}></db-settings-labels>`;
      case 'categories':
        return html`<db-settings-categories .desk=${desk}></db-settings-categories>`;
      case 'departments':
        return html`<db-settings-departments .desk=${desk}></db-settings-departments>`;
      case 'api-keys':
        return html`<db-settings-api-keys .desk=${desk}></db-settings-api-keys>`;
    }
  }
}

customElements.define('db-settings', SettingsElement);
