// The workspace itself: its name, what statuses are called, and what happens to tickets by themselves.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import { statuses, statusGlyph } from '../elements/glyphs.ts';
import { languages, locale, strings } from '../shell/language.ts';
import { isOn, SectionElement, textOf } from './section.ts';

type Settings = Answers['workspaces']['settings'];

const closedReplies = ['reopen', 'follow_up', 'refuse'] as const;

class GeneralElement extends SectionElement<Settings> {
  protected override read(): Promise<Settings> {
    return this.desk.api.workspaces.settings.query();
  }

  protected override show({ name, settings }: Settings): TemplateResult {
    const texts = strings().settings.general;
    return html`<form class="card stack" novalidate @submit=${this.#submit}>
      ${this.field('name', texts.name, html`<input class="input" id=${this.idOf('name')} name="name" dir="auto" maxlength="120" .value=${name} />`)}
      <div class="fields">
        ${this.field(
          'settings.timeZone',
          texts.timeZone,
          html`<select class="input" id=${this.idOf('settings.timeZone')} name="timeZone">
            ${[...new Set(['UTC', settings.timeZone, ...Intl.supportedValuesOf('timeZone')])].map(
              (zone) => html`<option value=${zone} ?selected=${zone === settings.timeZone}>${zone}</option>`,
            )}
          </select>`,
        )}
        ${this.field(
          'settings.locale',
          texts.locale,
          html`<select class="input" id=${this.idOf('settings.locale')} name="locale">
            ${[...new Set([...Object.keys(languages), settings.locale])].map(
              (tag) =>
                html`<option value=${tag} ?selected=${tag === settings.locale}>
                  ${new Intl.DisplayNames(locale(), { type: 'language' }).of(tag) ?? tag}
                </option>`,
            )}
          </select>`,
          texts.localeHint,
        )}
      </div>
      <h2>${texts.life}</h2>
      ${this.field(
        'settings.closedReply',
        texts.closedReply,
        html`<select class="input" id=${this.idOf('settings.closedReply')} name="closedReply">
          ${closedReplies.map(
            (choice) =>
              html`<option value=${choice} ?selected=${choice === settings.closedReply}>
                ${texts.closedReplies[choice]}
              </option>`,
          )}
        </select>`,
      )}
      <div class="fields">
        ${this.field('settings.reopenDays', texts.reopenDays, this.#days('reopenDays', settings.reopenDays), texts.reopenHint)}
        ${this.field('settings.autoCloseDays', texts.autoCloseDays, this.#days('autoCloseDays', settings.autoCloseDays), texts.autoCloseHint)}
      </div>
      <label class="check">
        <input type="checkbox" name="internalHelpDesk" ?checked=${settings.internalHelpDesk} />
        <span>${texts.internalHelpDesk}</span>
      </label>
      <h2>${texts.statusNames}</h2>
      <p class="muted">${texts.statusNamesHint}</p>
      <div class="fields">
        ${statuses.map(
          (status) =>
            html`<div class="field">
              <label class="row" for=${this.idOf(status)}
                >${statusGlyph(status)}${strings().ticket.status[status]}</label
              >
              <input
                class="input"
                id=${this.idOf(status)}
                name="status-${status}"
                dir="auto"
                maxlength="40"
                placeholder=${strings().ticket.status[status]}
                .value=${settings.statusNames[status] ?? ''}
              />
            </div>`,
        )}
      </div>
      <div class="form-foot">
        <button class="button primary" type="submit" ?disabled=${this.busy}>${strings().common.save}</button>
      </div>
    </form>`;
  }

  #days(name: string, value: number): TemplateResult {
    return html`<input
      class="input number"
      type="number"
      id=${this.idOf(`settings.${name}`)}
      name=${name}
      min="0"
      max="3650"
      .value=${String(value)}
    />`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const closedReply = closedReplies.find((choice) => choice === textOf(form, 'closedReply'));
    void this.save(async () => {
      this.data = await this.desk.api.workspaces.update.mutate({
        name: textOf(form, 'name'),
        settings: {
          timeZone: textOf(form, 'timeZone'),
          locale: textOf(form, 'locale'),
          ...(closedReply === undefined ? {} : { closedReply }),
          reopenDays: Number(textOf(form, 'reopenDays')),
          autoCloseDays: Number(textOf(form, 'autoCloseDays')),
          internalHelpDesk: isOn(form, 'internalHelpDesk'),
          statusNames: Object.fromEntries(statuses.map((status) => [status, textOf(form, `status-${status}`)])),
        },
      });
      await this.desk.reloadCurrent();
    });
  };
}

customElements.define('db-settings-general', GeneralElement);
