// What a workspace decides for itself, with the value of each decision that nobody has made yet.
import { z } from 'zod';
import { line } from '../text/fields.ts';
import type { TicketStatus } from '../tickets/schema.ts';
import { ticketStatus } from '../tickets/schema.ts';
import type { TicketPolicy } from '../tickets/state.ts';
import { parseOrigin } from './origins.ts';

export interface WorkspaceSettings extends TicketPolicy {
  /** How ticket numbers are written: prefix, separator, at least so many digits. */
  reference: { prefix: string; separator: '-' | ''; digits: number };
  /** What people read for a status; one that is missing reads as the catalogue of their language says. */
  statusNames: Partial<Record<TicketStatus, string>>;
  /** Whether colleagues may open internal tickets. */
  internalHelpDesk: boolean;
  /**
   * Canonical origins of the pages that may use the widget. Empty = every web page: the widget carries no cookie, so
   * that a strange page gains nothing that it could not do with its own browser; owners list theirs to keep strangers
   * from filling the queue.
   */
  allowedOrigins: string[];
  /** Whether the old `identity-hash`, a proof without an end, counts as a signature. */
  identityHashAllowed: boolean;
  /** Whether the widget serves only visitors with a signed identity. */
  identityRequired: boolean;
  widget: {
    /** Empty = the widget's own words in the visitor's language; so is `greeting`. */
    title: string;
    greeting: string;
    /** `#rrggbb`; surfaces clamp its lightness so that it stays legible. */
    accent: string;
    position: 'start' | 'end';
    /** Which questions the form asks beside subject and message. */
    fields: { category: boolean; priority: boolean; phone: boolean };
  };
  /** IANA name; business hours and reports count in it. */
  timeZone: string;
  /** BCP 47 tag of the language that is used where the reader's own is not known. */
  locale: string;
}

/** The demo lists its own origin; nobody has to before the first ticket. */
export const defaultSettings: WorkspaceSettings = {
  reference: { prefix: 'TKT', separator: '-', digits: 4 },
  statusNames: {},
  closedReply: 'reopen',
  reopenDays: 30,
  autoCloseDays: 7,
  internalHelpDesk: false,
  allowedOrigins: [],
  identityHashAllowed: false,
  identityRequired: false,
  widget: {
    title: '',
    greeting: '',
    accent: '#007a7b',
    position: 'end',
    fields: { category: false, priority: false, phone: false },
  },
  timeZone: 'UTC',
  locale: 'en',
};

const days = z.int('Write whole days.').min(0, 'Write 0 or more days.').max(3650, 'Write at most 3650 days.');

const origin = z
  .string()
  .overwrite((text) => parseOrigin(text) ?? text)
  .refine((text) => parseOrigin(text) === text, 'Write the origin alone, such as https://shop.example.');

const accent = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'Write a colour as #rrggbb.');

const referenceFields = {
  prefix: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{1,10}$/, 'Write 1 to 10 letters A to Z.')
    .exactOptional(),
  separator: z.enum(['-', '']).exactOptional(),
  digits: z.int().min(1, 'Write at least 1 digit.').max(10, 'Write at most 10 digits.').exactOptional(),
};

const formFields = {
  category: z.boolean().exactOptional(),
  priority: z.boolean().exactOptional(),
  phone: z.boolean().exactOptional(),
};

const widgetFields = {
  title: line({ max: 60, blank: true }).exactOptional(),
  greeting: line({ max: 200, blank: true }).exactOptional(),
  accent: accent.exactOptional(),
  position: z.enum(['start', 'end']).exactOptional(),
};

const plainFields = {
  /** An empty name gives the status its usual name back. */
  statusNames: z.partialRecord(ticketStatus, line({ max: 40, blank: true })).exactOptional(),
  closedReply: z.enum(['reopen', 'follow_up', 'refuse']).exactOptional(),
  reopenDays: days.exactOptional(),
  autoCloseDays: days.exactOptional(),
  internalHelpDesk: z.boolean().exactOptional(),
  allowedOrigins: z
    .array(origin)
    .max(100, 'List at most 100 origins.')
    .overwrite((list) => [...new Set(list)])
    .exactOptional(),
  identityHashAllowed: z.boolean().exactOptional(),
  identityRequired: z.boolean().exactOptional(),
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone such as Europe/Berlin.').exactOptional(),
  locale: z.string().refine(isLocale, 'Choose a language such as en or pt-BR.').exactOptional(),
};

/** A change to the settings: only what is named changes, unknown names are refused. */
export const workspaceSettingsPatch = z.strictObject({
  ...plainFields,
  reference: z.strictObject(referenceFields).exactOptional(),
  widget: z.strictObject({ ...widgetFields, fields: z.strictObject(formFields).exactOptional() }).exactOptional(),
});
export type WorkspaceSettingsPatch = z.infer<typeof workspaceSettingsPatch>;

/**
 * Reads the settings that a workspace has stored, which may be older or newer than this code: names that it does not
 * know are left out, decisions that are missing have their default.
 */
export const workspaceSettings = z
  .object({
    ...plainFields,
    reference: z.object(referenceFields).exactOptional(),
    widget: z.object({ ...widgetFields, fields: z.object(formFields).exactOptional() }).exactOptional(),
  })
  .transform((stored) => patchSettings(defaultSettings, stored));

/** The settings after a change. Neither argument is changed. */
export function patchSettings(current: WorkspaceSettings, patch: WorkspaceSettingsPatch): WorkspaceSettings {
  return {
    ...current,
    ...patch,
    reference: { ...current.reference, ...patch.reference },
    statusNames: withoutEmpty({ ...current.statusNames, ...patch.statusNames }),
    widget: {
      ...current.widget,
      ...patch.widget,
      fields: { ...current.widget.fields, ...patch.widget?.fields },
    },
  };
}

function withoutEmpty(names: WorkspaceSettings['statusNames']): WorkspaceSettings['statusNames'] {
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''));
}

// Asking for a zone costs as much as the rest of the settings together, and each workspace has only one.
const knownZones = new Set(['UTC']);

/** Offsets such as `+02:00` are no zones: they know no daylight saving. */
function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,60}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}

function isLocale(tag: string): boolean {
  if (tag.length > 35) return false;
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}
