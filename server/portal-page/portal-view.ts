// The portal's page: write to us, or get back to what was written. Works without a script.
import { html } from 'hono/html';
import type { WidgetMessages } from '#shared/locales/widget/en.ts';
import type { Html } from '../email/nodes-html.ts';
import { framePage } from '../ticket-page/frame.ts';
import { textBox } from '../ticket-page/forms-view.ts';
import { newLinkForm } from '../ticket-page/gone-view.ts';
import type { PageWords } from '../ticket-page/words.ts';
import type { Problems, Typed, TypedField } from './form-input.ts';

export interface PortalPage {
  workspace: { name: string; slug: string; settings: { widget: { accent: string; title: string; greeting: string } } };
  words: PageWords;
  texts: WidgetMessages;
  nonce: string;
  categories: readonly { id: string; name: string }[];
  /** Makes the form be one ticket, however often it is sent. */
  clientId: string;
  /** Stands for this browser in this one form. */
  visitor: string;
  typed: Typed;
  /** Why it was refused: on top, and beside the fields. */
  refused: { message: string; problems: Problems } | null;
  /** Where a lost link is looked for. */
  link: string;
}

/** The whole document. */
export function portalPage(page: PortalPage): Html {
  const { workspace, words, texts, refused } = page;
  const { title, greeting, accent } = workspace.settings.widget;
  const heading = title === '' ? texts.form.heading : title;
  const frame = { language: words.language, nonce: page.nonce, title: `${heading} · ${workspace.name}`, accent };
  return framePage(
    frame,
    html`<main class="sheet">
      <header class="head"><b dir="auto">${workspace.name}</b></header>
      <h1 class="big" dir="auto">${heading}</h1>
      ${greeting === '' ? '' : html`<p class="next" dir="auto">${greeting}</p>`}
      ${
        refused === null
          ? ''
          : html`<div class="problem" role="alert"><b>${words.problems.heading}</b> ${refused.message}</div>`
      }
      ${ticketForm(page)}
      <details class="part">
        <summary>${words.newLink.already}</summary>
        ${newLinkForm({ words, link: page.link, refused: null })}
      </details>
    </main>`,
  );
}

function ticketForm(page: PortalPage): Html {
  const { workspace, texts, typed, clientId, visitor, categories } = page;
  const { form } = texts;
  return html`<form method="post" action="/portal/${workspace.slug}" class="ask">
    <input type="hidden" name="clientId" value="${clientId}" />
    <input type="hidden" name="visitor" value="${visitor}" />
    ${field(
      page,
      'name',
      `${form.name} (${form.optional})`,
      html`<input type="text" id="name" name="name" dir="auto" autocomplete="name" value="${typed.name}" />`,
    )}
    ${field(
      page,
      'email',
      form.email,
      html`<input
        type="email"
        id="email"
        name="email"
        required
        autocomplete="email"
        value="${typed.email}"
        ${invalid(page, 'email')}
      />`,
      form.emailReason,
    )}
    ${categories.length === 0 ? '' : field(page, 'categoryId', form.category, categorySelect(page))}
    ${field(
      page,
      'subject',
      form.subject,
      html`<input
        type="text"
        id="subject"
        name="subject"
        required
        dir="auto"
        autocomplete="off"
        value="${typed.subject}"
        ${invalid(page, 'subject')}
      />`,
    )}
    ${field(page, 'body', form.message, textBox(typed.body, invalid(page, 'body')))}
    <div class="actions"><button type="submit">${form.send}</button></div>
  </form>`;
}

function categorySelect({ categories, texts, typed }: PortalPage): Html {
  return html`<select id="categoryId" name="categoryId">
    <option value="">${texts.form.categoryNone}</option>
    ${categories.map(
      ({ id, name }) => html`<option value="${id}" ${id === typed.categoryId ? 'selected' : ''}>${name}</option>`,
    )}
  </select>`;
}

function field({ refused }: PortalPage, name: TypedField, label: string, control: Html, hint = ''): Html {
  const problem = refused?.problems[name];
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint === '' ? '' : html`<p class="meta">${hint}</p>`}
    ${problem === undefined ? '' : html`<p class="wrong" id="${name}-problem">${problem}</p>`} ${control}
  </div>`;
}

function invalid({ refused }: PortalPage, name: TypedField): Html | string {
  return refused?.problems[name] === undefined ? '' : html`aria-invalid="true" aria-describedby="${name}-problem"`;
}
