// What all sections of the settings share: they read what they show, say when that failed, and tell what was saved.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Failure } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import { failedState, failureText, rowSkeletons } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import { say, warn } from '../shell/toasts.ts';

/** The base of a section; `Data` is what it reads when it opens. */
export abstract class SectionElement<Data> extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    data: { state: true },
    failure: { state: true },
    wrong: { state: true },
    busy: { state: true },
  };
  declare desk: Desk;
  declare data: Data | null;
  declare failure: Failure | null;
  /** Field -> what the server said is wrong with it. */
  declare wrong: Readonly<Record<string, string>>;
  declare busy: boolean;

  constructor() {
    super();
    this.data = null;
    this.failure = null;
    this.wrong = {};
    this.busy = false;
  }

  protected abstract read(): Promise<Data>;
  protected abstract show(data: Data): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.reload();
  }

  protected override render() {
    if (this.data !== null) return this.show(this.data);
    return this.failure === null ? rowSkeletons(4) : failedState(this.failure, () => void this.reload());
  }

  protected async reload(): Promise<void> {
    this.failure = null;
    try {
      this.data = await this.read();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** Runs a change: says that it is saved, or what is wrong with it. Whether it went through. */
  protected async save(change: () => Promise<unknown>, done = strings().settings.saved): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.wrong = {};
    try {
      await change();
      say(done);
      return true;
    } catch (error) {
      const failure = failureOf(error);
      this.wrong = failure.fields;
      warn(Object.values(failure.fields)[0] ?? failureText(failure));
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** A field with its label, hint and error; `control` carries the id. */
  protected field(name: string, label: string, control: TemplateResult, hint = ''): TemplateResult {
    const reason = this.wrong[name];
    return html`<div class="field">
      <label for=${this.idOf(name)}>${label}</label>
      ${control}
      <p class="hint" ?hidden=${hint === ''}>${hint}</p>
      <p class="wrong" role="alert" ?hidden=${reason === undefined}>${icon('warning')}${reason}</p>
    </div>`;
  }

  protected idOf(name: string): string {
    return `${this.uid}-${name.replaceAll('.', '-')}`;
  }
}

/** The trimmed text of a form's field; empty when there is none. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Whether a check box of a form is ticked. */
export function isOn(form: HTMLFormElement, name: string): boolean {
  return new FormData(form).get(name) !== null;
}
