// Contacts for the desk, by tRPC and REST.
import { z } from 'zod';
import {
  contact,
  contactCreateInput,
  contactIdInput,
  contactListInput,
  contactPatchInput,
  contactPutInput,
} from '#shared/api/contacts.ts';
import { deskProcedure, router } from '../trpc.ts';
import { deskChangeOf } from '../workspaces/desk-change.ts';
import { changeContact, createContact, putContact, readContact } from './actions.ts';
import { listContacts } from './load.ts';

const tags = ['Contacts'];

export const contactsRouter = router({
  list: deskProcedure
    .meta({ action: 'contact.list', openapi: { method: 'GET', path: '/contacts', tags, summary: 'List contacts' } })
    .input(contactListInput)
    .output(z.object({ items: z.array(contact), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => listContacts(ctx.deps, ctx.principal.workspaceId, input)),

  get: deskProcedure
    .meta({
      action: 'contact.read',
      openapi: { method: 'GET', path: '/contacts/{id}', tags, summary: 'Read a contact' },
    })
    .input(contactIdInput)
    .output(contact)
    .query(({ ctx, input }) => readContact(ctx.deps, ctx.principal.workspaceId, input.id)),

  create: deskProcedure
    .meta({
      action: 'contact.write',
      openapi: { method: 'POST', path: '/contacts', tags, summary: 'Create a contact', successDescription: 'Created' },
    })
    .input(contactCreateInput)
    .output(contact)
    .mutation((call) => createContact(call.ctx.deps, deskChangeOf(call), call.input)),

  update: deskProcedure
    .meta({
      action: 'contact.write',
      openapi: { method: 'PATCH', path: '/contacts/{id}', tags, summary: 'Edit a contact' },
    })
    .input(contactPatchInput)
    .output(contact)
    .mutation((call) => {
      const { id, ...fields } = call.input;
      return changeContact(call.ctx.deps, deskChangeOf(call), id, fields);
    }),

  put: deskProcedure
    .meta({
      action: 'contact.write',
      openapi: {
        method: 'PUT',
        path: '/contacts/external/{externalId}',
        tags,
        summary: 'Create or update the contact with this external id',
      },
    })
    .input(contactPutInput)
    .output(contact)
    .mutation((call) => {
      const { externalId, ...fields } = call.input;
      return putContact(call.ctx.deps, deskChangeOf(call), externalId, fields);
    }),
});
