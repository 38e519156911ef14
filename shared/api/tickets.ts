// What members and programs send and receive about tickets: one set of schemas for the console (tRPC) and for REST.
import { z } from 'zod';
import { emailField } from '../addresses/email.ts';
import { uuid } from '../ids.ts';
import { line, paragraphs } from '../text/fields.ts';
import { ticketAudience, ticketChannel, ticketPriority, ticketStatus, ticketType } from '../tickets/schema.ts';
import { attachment, attachmentIds } from './attachments.ts';
import { bodyGraphemesMax, messageNodes, pageInput, subjectGraphemesMax } from './customer.ts';

/** A ticket is named by its reference (`TKT-0042`) or its id. */
export const ticketRef = line({ max: 60 });

export const person = z.object({
  kind: z.enum(['contact', 'member']),
  id: z.string(),
  /** The person's place on this ticket: their link, their read mark. */
  participantId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  verified: z.boolean(),
});
export type Person = z.infer<typeof person>;

export const memberRef = z.object({ id: z.string(), name: z.string() });
export const labelRef = z.object({ id: z.string(), name: z.string(), colour: z.string() });
export const namedRef = z.object({ id: z.string(), name: z.string() });

/** The ticket as members and programs read it (contract: the REST answer). */
export const memberTicket = z.object({
  id: z.string(),
  reference: z.string(),
  subject: z.string(),
  status: ticketStatus,
  priority: ticketPriority,
  type: ticketType,
  channel: ticketChannel,
  audience: ticketAudience,
  category: namedRef.nullable(),
  department: namedRef.nullable(),
  requester: person,
  assignee: memberRef.nullable(),
  labels: z.array(labelRef),
  followers: z.array(person),
  dueAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  firstResponseAt: z.date().nullable(),
  resolvedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  archivedAt: z.date().nullable(),
  mergedInto: z.string().nullable(),
  resolution: z.string().nullable(),
  csat: z.object({ score: z.int(), comment: z.string().nullable() }).nullable(),
  escalation: z.string().nullable(),
  /** Where the visitor was when they wrote; claims of the host page. */
  context: z.record(z.string(), z.unknown()),
  /** The requester's own link to the public ticket page; null for internal tickets. */
  publicUrl: z.string().nullable(),
  version: z.int(),
});
export type MemberTicket = z.infer<typeof memberTicket>;

/** A row of the queue: what is shown, nothing more. */
export const queueRow = z.object({
  id: z.string(),
  reference: z.string(),
  subject: z.string(),
  snippet: z.string(),
  status: ticketStatus,
  priority: ticketPriority,
  type: ticketType,
  channel: ticketChannel,
  audience: ticketAudience,
  requesterName: z.string(),
  assignee: memberRef.nullable(),
  labels: z.array(labelRef),
  dueAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  /** True when the customer spoke last. */
  waitsForUs: z.boolean(),
  version: z.int(),
});
export type QueueRow = z.infer<typeof queueRow>;

export const ticketTab = z.enum(['all', 'mine', 'open', 'in_progress', 'pending', 'on_hold', 'resolved', 'closed']);

export const ticketListInput = z.strictObject({
  tab: ticketTab.optional(),
  archived: z.boolean().optional(),
  ...pageInput,
});

export const ticketCreateInput = z.strictObject({
  subject: line({ max: subjectGraphemesMax }),
  body: paragraphs({ max: bodyGraphemesMax }),
  requester: z
    .strictObject({
      contactId: uuid.optional(),
      email: emailField.optional(),
      name: line({ max: 120 }).optional(),
      phone: line({ max: 40 }).optional(),
      externalId: line({ max: 200 }).optional(),
    })
    .optional(),
  priority: ticketPriority.optional(),
  type: ticketType.optional(),
  /** A category by its id or its name. */
  category: line({ max: 120 }).optional(),
  department: line({ max: 120 }).optional(),
  channel: ticketChannel.optional(),
  audience: ticketAudience.optional(),
  /** Labels by id or name. */
  labels: z
    .array(line({ max: 60 }))
    .max(20)
    .optional(),
  /** A member by id or e-mail. */
  assignee: line({ max: 254 }).optional(),
  dueAt: z.coerce.date().optional(),
  followers: z.array(emailField).max(20).optional(),
  /** Files of the first message, uploaded before. */
  attachments: attachmentIds.optional(),
});
export type TicketCreateInput = z.infer<typeof ticketCreateInput>;

export const ticketPatchInput = z.strictObject({
  ref: ticketRef,
  subject: line({ max: subjectGraphemesMax }).optional(),
  status: ticketStatus.optional(),
  priority: ticketPriority.optional(),
  type: ticketType.optional(),
  category: line({ max: 120 }).nullable().optional(),
  department: line({ max: 120 }).nullable().optional(),
  assignee: line({ max: 254 }).nullable().optional(),
  labels: z
    .array(line({ max: 60 }))
    .max(20)
    .optional(),
  dueAt: z.coerce.date().nullable().optional(),
  /** The contact who becomes the requester, by id. */
  contact: uuid.optional(),
  /** The version the writer had seen; a stale one answers 409 with the current ticket. */
  version: z.int().optional(),
});
export type TicketPatchInput = z.infer<typeof ticketPatchInput>;

export const replyInput = z.strictObject({
  ref: ticketRef,
  body: paragraphs({ max: bodyGraphemesMax }),
  /** `customer`: written down on behalf of the requester (a phone call, a letter). */
  as: z.enum(['member', 'customer']).optional(),
  status: ticketStatus.optional(),
  /** The newest message the writer had seen; when somebody wrote since, the reply is stopped with 409. */
  seenNumber: z.int().optional(),
  attachments: attachmentIds.optional(),
});

export const noteInput = z.strictObject({
  ref: ticketRef,
  body: paragraphs({ max: bodyGraphemesMax }),
  attachments: attachmentIds.optional(),
});
export const resolveInput = z.strictObject({
  ref: ticketRef,
  resolution: paragraphs({ max: 5_000 }),
  csat: z.int().min(1).max(5).optional(),
});
export const escalateInput = z.strictObject({ ref: ticketRef, reason: paragraphs({ max: 2_000 }) });
export const followerInput = z.strictObject({ ref: ticketRef, email: emailField, name: line({ max: 120 }).optional() });
export const participantInput = z.strictObject({ ref: ticketRef, participantId: uuid });
export const refInput = z.strictObject({ ref: ticketRef });

export const actor = z.object({
  kind: z.enum(['member', 'contact', 'visitor', 'program', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});

/** An entry of the timeline: a message, or a change with what it changed. */
export const timelineEntry = z.object({
  number: z.int(),
  id: z.string(),
  kind: z.string(),
  actor,
  createdAt: z.date(),
  /** For changes: `{ from, to, ... }`. */
  data: z.record(z.string(), z.unknown()),
  message: z
    .object({
      kind: z.enum(['reply', 'note']),
      side: z.enum(['customer', 'team']),
      channel: ticketChannel,
      body: z.string(),
      nodes: messageNodes,
      attachments: z.array(attachment),
      automatic: z.boolean(),
    })
    .nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const timelineInput = z.strictObject({
  ref: ticketRef,
  /** Only entries with a smaller number; for older pages. */
  before: z.int().optional(),
  /** Only entries with a larger number; to catch up. */
  after: z.int().optional(),
  limit: z.int().min(1).max(200).optional(),
});

export const timeline = z.object({ items: z.array(timelineEntry), olderThan: z.int().nullable() });

/** One change as the ticket's live stream carries it. */
export const ticketUpdate = z.object({ ticket: memberTicket, entries: z.array(timelineEntry) });
export type TicketUpdate = z.infer<typeof ticketUpdate>;

/** A hint of the queue's live stream: this ticket changed; read it again if it is on the screen. */
export const queueHint = z.object({ ticketId: z.string(), version: z.int() });
export type QueueHint = z.infer<typeof queueHint>;
