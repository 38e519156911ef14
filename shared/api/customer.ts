// What customers' surfaces (widget, public ticket page, portal) send and receive. These schemas are allow-lists:
// what is not named here never leaves the server on a customer's surface.
import { z } from 'zod';
import { emailField } from '../addresses/email.ts';
import { uuid } from '../ids.ts';
import type { Block } from '../messages/nodes.ts';
import { line, paragraphs } from '../text/fields.ts';
import { ticketPriority, ticketStatus, ticketType } from '../tickets/schema.ts';
import { attachment, attachmentIds } from './attachments.ts';

/** A message body as the small node tree that every surface renders without innerHTML. */
export const messageNodes = z
  .custom<Block[]>((value) => Array.isArray(value))
  .meta({ override: { type: 'array', items: { type: 'object' } }, description: 'The body as a tree of blocks' });

/** The longest body of a message, in graphemes. */
export const bodyGraphemesMax = 20_000;
export const subjectGraphemesMax = 200;

/** Where the visitor was when they wrote; a claim of the host page, shown to members only. */
export const pageContext = z.strictObject({
  url: line({ max: 2_000 }).optional(),
  title: line({ max: 300 }).optional(),
  referrer: line({ max: 2_000 }).optional(),
  fields: z
    .record(z.string().max(60), line({ max: 500 }))
    .refine((fields) => Object.keys(fields).length <= 30)
    .optional(),
});

export const customerTicketInput = z.strictObject({
  /** Made by the client: the same id with the same content is the same ticket. */
  clientId: uuid,
  subject: line({ max: subjectGraphemesMax }),
  body: paragraphs({ max: bodyGraphemesMax }),
  email: emailField.optional(),
  name: line({ max: 120 }).optional(),
  phone: line({ max: 40 }).optional(),
  externalId: line({ max: 200 }).optional(),
  categoryId: uuid.optional(),
  priority: ticketPriority.optional(),
  type: ticketType.optional(),
  locale: line({ max: 35 }).optional(),
  context: pageContext.optional(),
  attachments: attachmentIds.optional(),
});
export type CustomerTicketInput = z.infer<typeof customerTicketInput>;

export const customerReplyInput = z.strictObject({
  clientId: uuid,
  ticketId: uuid,
  body: paragraphs({ max: bodyGraphemesMax }),
  attachments: attachmentIds.optional(),
});

export const ticketIdInput = z.strictObject({ ticketId: uuid });

export const pageInput = {
  /** From the previous page's `nextCursor`. */
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(100).optional(),
};

/** One line of "my tickets". */
export const customerTicketRow = z.object({
  id: z.string(),
  reference: z.string(),
  subject: z.string(),
  snippet: z.string(),
  status: ticketStatus,
  /** Messages of the team that this person has not seen. */
  unread: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type CustomerTicketRow = z.infer<typeof customerTicketRow>;

/** One entry of the thread, as its customer may read it. `number` orders them and resumes the live stream. */
export const customerEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    number: z.int(),
    /** `you`: the person who looks; `customer`: another participant; `team`: a member. */
    from: z.enum(['you', 'customer', 'team']),
    authorName: z.string(),
    nodes: messageNodes,
    attachments: z.array(attachment),
    automatic: z.boolean(),
    createdAt: z.date(),
  }),
  z.object({ kind: z.literal('status'), number: z.int(), from: ticketStatus, to: ticketStatus, createdAt: z.date() }),
]);
export type CustomerEntry = z.infer<typeof customerEntry>;

export const customerTicket = z.object({
  id: z.string(),
  reference: z.string(),
  subject: z.string(),
  status: ticketStatus,
  createdAt: z.date(),
  updatedAt: z.date(),
  lastTeamAt: z.date().nullable(),
  csatScore: z.int().nullable(),
  /** What the person may do now; the screens show exactly these. */
  can: z.object({ reply: z.boolean(), confirm: z.boolean(), rate: z.boolean() }),
});
export type CustomerTicket = z.infer<typeof customerTicket>;

export const customerThread = z.object({
  ticket: customerTicket,
  /** In order of time; at most the newest 50 unless `before` was given. */
  entries: z.array(customerEntry),
  /** Pass as `before` to read older entries; null when there are none. */
  olderThan: z.int().nullable(),
});
export type CustomerThread = z.infer<typeof customerThread>;

/** What the widget needs before anybody has typed a word. */
export const widgetSettings = z.object({
  workspaceName: z.string(),
  title: z.string(),
  greeting: z.string(),
  accent: z.string(),
  position: z.enum(['start', 'end']),
  fields: z.object({ category: z.boolean(), priority: z.boolean(), phone: z.boolean() }),
  categories: z.array(z.object({ id: z.string(), name: z.string() })),
  statusNames: z.partialRecord(ticketStatus, z.string()),
  portalUrl: z.string(),
  /** Whether the person is proven by a signed identity; then name and e-mail are not asked. */
  identified: z.boolean(),
});
export type WidgetSettings = z.infer<typeof widgetSettings>;

/** What the live stream of a customer's ticket carries: what changed since the last seen number. */
export const customerUpdate = z.object({ ticket: customerTicket, entries: z.array(customerEntry) });
export type CustomerUpdate = z.infer<typeof customerUpdate>;
