// What the form of the portal sends, read into what opening a ticket takes, or into what to say beside each field. Pure.
import { canonicalEmail } from '#shared/addresses/email.ts';
import { bodyGraphemesMax, type CustomerTicketInput, subjectGraphemesMax } from '#shared/api/customer.ts';
import { isUuid } from '#shared/ids.ts';
import type { WidgetMessages } from '#shared/locales/widget/en.ts';
import { exceedsGraphemes } from '#shared/text/graphemes.ts';
import { isVisible, normaliseText } from '#shared/text/normalise.ts';

/** What was typed, as it is shown again. */
export interface Typed {
  name: string;
  email: string;
  subject: string;
  body: string;
  categoryId: string;
}

export type TypedField = keyof Typed;
export type Problems = Partial<Record<TypedField, string>>;

export type PortalReading =
  | { ok: true; input: Omit<CustomerTicketInput, 'clientId'>; typed: Typed }
  | { ok: false; problems: Problems; typed: Typed };

const nameGraphemesMax = 120;

/** @param fields As the form's parser gave them: texts, files, or nothing. */
export function readPortalForm(
  fields: Readonly<Record<string, unknown>>,
  problems: WidgetMessages['problems'],
  locale: string,
): PortalReading {
  const typed: Typed = {
    name: normaliseText(textOf(fields['name']), { graphemesMax: nameGraphemesMax }),
    email: textOf(fields['email']).slice(0, 320).trim(),
    subject: normaliseText(textOf(fields['subject'])),
    body: normaliseText(textOf(fields['body']), { multiline: true }),
    categoryId: textOf(fields['categoryId']).toLowerCase(),
  };
  const email = canonicalEmail(typed.email);
  const found: Problems = {
    ...(email.ok ? {} : { email: problems.email }),
    ...textProblem('subject', typed.subject, subjectGraphemesMax, problems),
    ...textProblem('body', typed.body, bodyGraphemesMax, problems),
  };
  if (!email.ok || Object.keys(found).length > 0) return { ok: false, problems: found, typed };
  const { name, subject, body, categoryId } = typed;
  return {
    ok: true,
    typed,
    input: {
      subject,
      body,
      email: email.address,
      locale,
      ...(isVisible(name) ? { name } : {}),
      ...(isUuid(categoryId) ? { categoryId } : {}),
    },
  };
}

function textProblem(
  field: 'subject' | 'body',
  text: string,
  max: number,
  problems: WidgetMessages['problems'],
): Problems {
  if (!isVisible(text)) return { [field]: problems.missing };
  return exceedsGraphemes(text, max) ? { [field]: problems.tooLong(max) } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
