// The closed value sets of a ticket: every surface, the database and the API read them from here.
import { z } from 'zod';

export const ticketStatuses = ['open', 'in_progress', 'pending', 'on_hold', 'resolved', 'closed'] as const;
export const ticketPriorities = ['urgent', 'high', 'medium', 'low'] as const;
export const ticketTypes = ['support', 'request', 'bug', 'feature'] as const;
export const ticketChannels = ['widget', 'portal', 'email', 'phone', 'chat', 'api', 'internal'] as const;
export const ticketAudiences = ['customer', 'internal'] as const;

export const ticketStatus = z.enum(ticketStatuses);
export const ticketPriority = z.enum(ticketPriorities);
export const ticketType = z.enum(ticketTypes);
export const ticketChannel = z.enum(ticketChannels);
export const ticketAudience = z.enum(ticketAudiences);

export type TicketStatus = z.infer<typeof ticketStatus>;
export type TicketPriority = z.infer<typeof ticketPriority>;
export type TicketType = z.infer<typeof ticketType>;
export type TicketChannel = z.infer<typeof ticketChannel>;
export type TicketAudience = z.infer<typeof ticketAudience>;
