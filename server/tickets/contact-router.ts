// The tickets of one contact: what stands beside the contact's card.
import { z } from 'zod';
import { contactTicketsInput } from '#shared/api/contacts.ts';
import { queueRow } from '#shared/api/tickets.ts';
import { readContact } from '../contacts/actions.ts';
import { deskProcedure, router } from '../trpc.ts';
import { loadContactTickets } from './queue-load.ts';

export const contactTicketsRouter = router({
  tickets: deskProcedure
    .meta({
      action: 'contact.read',
      openapi: { method: 'GET', path: '/contacts/{id}/tickets', tags: ['Contacts'], summary: 'Tickets of a contact' },
    })
    .input(contactTicketsInput)
    .output(z.object({ items: z.array(queueRow), nextCursor: z.string().nullable() }))
    .query(async ({ ctx: { deps, principal }, input }) => {
      await readContact(deps, principal.workspaceId, input.id);
      return loadContactTickets(deps, principal, input);
    }),
});
