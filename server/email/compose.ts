// From a template and its values to a mail: subject, plain text and HTML. Variables are replaced in one pass, so that a
// value which looks like a variable stays text; every value is escaped where it lands.
import { html } from 'hono/html';
import { type MailKind, type MailTexts, type MailVariable, mailVariables } from '#shared/locales/mail/texts.ts';
import { type Block, plainOf } from '#shared/messages/nodes.ts';
import { normaliseText } from '#shared/text/normalise.ts';
import { type Html, nodesHtml } from './nodes-html.ts';

export interface MailContent {
  /** One line, without anything that could end a header. */
  subject: string;
  text: string;
  html: string;
}

export interface MailDraft {
  kind: MailKind;
  /** BCP 47, for the reader's software. */
  language: string;
  texts: MailTexts;
  values: Partial<Record<MailVariable, string>>;
  /** The message that `{{reply}}` stands for. */
  nodes?: readonly Block[];
  workspaceName: string;
  /** Takes the place of the template's subject. */
  subject?: string;
  /** Whether the line why the reader gets this mail ends it. */
  footer: boolean;
}

const subjectGraphemesMax = 200;
const variable = /\{\{([a-z_]+)\}\}/g;
const loneVariable = /^\{\{([a-z_]+)\}\}$/;

/** Fills the template of the draft's kind. */
export async function composeMail(draft: MailDraft): Promise<MailContent> {
  const { texts, values } = draft;
  const template = texts.templates[draft.kind];
  const allValues = { ...values, reply: plainOf(draft.nodes ?? []) };
  const paragraphs = template.body.split('\n\n').map((source): Paragraph => {
    const lone = loneVariable.exec(source)?.[1];
    return { lone: isVariable(lone) ? lone : null, filled: fill(source, allValues) };
  });
  const written = paragraphs.filter(({ filled }) => filled.trim() !== '');
  const footer = draft.footer ? texts.footer(draft.workspaceName) : null;
  return {
    subject: normaliseText(fill(draft.subject ?? template.subject, allValues), { graphemesMax: subjectGraphemesMax }),
    text: [...written.map((paragraph) => textOf(paragraph, draft)), ...(footer === null ? [] : ['-- ', footer])].join(
      '\n\n',
    ),
    html: String(await pageOf(draft, written, footer)),
  };
}

/** Replaces the variables of the closed list, once; every other brace stays as it is. */
export function fill(source: string, values: Partial<Record<MailVariable, string>>): string {
  return source.replace(variable, (whole, name: string) => (isVariable(name) ? (values[name] ?? '') : whole));
}

interface Paragraph {
  /** The one variable that is the whole paragraph. */
  lone: MailVariable | null;
  filled: string;
}

function isVariable(name: string | undefined): name is MailVariable {
  return (mailVariables as readonly (string | undefined)[]).includes(name);
}

function textOf({ lone, filled }: Paragraph, { texts, kind }: MailDraft): string {
  const label = labelOf(lone, kind, texts);
  if (label !== null) return `${label}:\n${filled}`;
  if (lone !== 'rating_url') return filled;
  return scoresDown(texts)
    .map(({ score, word }) => `${word}: ${filled}?score=${score}`)
    .join('\n');
}

function htmlOf({ lone, filled }: Paragraph, { texts, kind, nodes }: MailDraft): Html {
  const label = labelOf(lone, kind, texts);
  if (label !== null) return html`<p style="margin:24px 0"><a href="${filled}" style="${buttonStyle}">${label}</a></p>`;
  if (lone === 'reply') return html`<div dir="auto">${nodesHtml(nodes ?? [])}</div>`;
  if (lone !== 'rating_url') return html`<p dir="auto">${linesOf(filled)}</p>`;
  return html`<p style="margin:24px 0">
    ${scoresDown(texts).map(
      ({ score, word }) => html`<a href="${filled}?score=${score}" style="${scoreStyle}">${score} · ${word}</a> `,
    )}
  </p>`;
}

/** What a button of this address says; null for what is no button. */
function labelOf(lone: MailVariable | null, kind: MailKind, { buttons }: MailTexts): string | null {
  if (lone === 'ticket_url' || lone === 'console_url') return buttons[lone];
  if (lone !== 'action_url') return null;
  return kind === 'invitation' ? buttons.invitation : buttons.sign_in;
}

function scoresDown({ scores }: MailTexts): { score: number; word: string }[] {
  return scores.map((word, index) => ({ score: index + 1, word })).reverse();
}

function linesOf(text: string): Html {
  return html`${text.split('\n').map((line, index) => (index === 0 ? line : html`<br />${line}`))}`;
}

// No colour for text and ground: the reader's program brings its own, light or dark. The filled buttons keep 4.5:1 on both.
const buttonStyle =
  'display:inline-block;padding:10px 18px;border-radius:6px;background-color:#0b7273;color:#ffffff;font-weight:600;text-decoration:none';
const scoreStyle =
  'display:inline-block;padding:10px 14px;margin:0 4px 8px 0;border-radius:6px;background-color:#0b7273;color:#ffffff;text-decoration:none';
const bodyStyle =
  "max-width:560px;margin:0 auto;padding:24px 16px;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5";

function pageOf(draft: MailDraft, paragraphs: readonly Paragraph[], footer: string | null): Html {
  return html`<!doctype html>
    <html lang="${draft.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>${draft.workspaceName}</title>
      </head>
      <body style="margin:0;padding:0">
        <div style="${bodyStyle}">
          <p style="margin:0 0 24px;font-weight:600">${draft.workspaceName}</p>
          ${paragraphs.map((paragraph) => htmlOf(paragraph, draft))}
          ${footer === null ? '' : html`<p style="margin:32px 0 0;font-size:13px;opacity:0.7">${footer}</p>`}
        </div>
      </body>
    </html>`;
}
