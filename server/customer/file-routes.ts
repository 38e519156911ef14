// Files on customers' surfaces: uploaded by a browser or the holder of a link, read again as far as their messages are.
import { type Context, Hono } from 'hono';
import { AppError } from '#shared/errors.ts';
import { isUuid } from '#shared/ids.ts';
import { type AttachmentRow, noFile } from '../attachments/attachment.ts';
import { hideTicket } from '../attachments/desk-load.ts';
import { customerOwner } from '../attachments/owner.ts';
import { serveFile } from '../attachments/serve.ts';
import { multipartBytesMax } from '../attachments/spool.ts';
import { selectAttachment } from '../attachments/store.ts';
import { uploadFile } from '../attachments/upload-actions.ts';
import { contextOf } from '../context.ts';
import type { Deps } from '../deps.ts';
import { limitedStream } from '../http/body-limit.ts';
import { cors } from '../http/cors.ts';
import type { CustomerCaller, VisitorCaller } from '../visitors/caller.ts';
import { widgetHeaders, widgetOrigins } from '../widget-origins.ts';
import { loadTicketForCustomer } from './caller-load.ts';
import { requireSecret } from './create-actions.ts';

/** `POST /attachments` and, with a visitor's or a link's headers, `GET /files/<id>`. */
export function customerFileRoutes(deps: Deps): Hono {
  const app = new Hono();
  const grants = { allows: widgetOrigins(deps), requestHeaders: widgetHeaders };
  app.use('/attachments', cors({ ...grants, methods: ['POST'] }));
  app.use('/files/*', cors({ ...grants, methods: ['GET'], exposedHeaders: ['content-disposition'] }));

  app.post('/attachments', async (c) => {
    const { customer, request } = contextOf(deps, c);
    const caller = await customer();
    const owner = await checkedOwner(deps, caller);
    const uploader = { workspaceId: caller.workspace.id, owner, side: 'customer', ...request } as const;
    const uploaded = await uploadFile(deps, uploader, () => ({
      contentType: c.req.header('content-type'),
      body: limitedStream(c, multipartBytesMax),
    }));
    return c.json(uploaded, 201);
  });

  app.get('/files/:file/:name?', async (c, next) => {
    const id = c.req.param('file');
    // URLs that a view made, and members and programs, are answered by the room of the files.
    if (!isUuid(id) || !isCustomerCall(c)) return next();
    const row = await loadFile(deps, await contextOf(deps, c).customer(), id);
    return serveFile(c, deps, row, { use: 'download', way: 'proof' });
  });

  return app;
}

function isCustomerCall(c: Context): boolean {
  return c.req.header('x-deskbell-link') !== undefined || c.req.header('x-deskbell-key') !== undefined;
}

/**
 * @throws AppError bad_request without a visitor's secret; unauthorized where only signed visitors are served; not_found
 * for a link that has ended.
 */
async function checkedOwner(deps: Deps, caller: CustomerCaller): Promise<string> {
  if (caller.kind === 'link') await loadTicketForCustomer(deps, caller, caller.link.ticketId);
  else requireIdentity(caller);
  const owner = customerOwner(caller);
  if (owner === null) throw new AppError('unauthorized', 'This browser has no secret yet.');
  return owner;
}

function requireIdentity(caller: VisitorCaller): void {
  requireSecret(caller);
  if (caller.workspace.settings.identityRequired && caller.identity === null) {
    throw new AppError('unauthorized', 'Sign in on this site first; then write to us.');
  }
}

/** A file is as visible as the message that it hangs on; before that it is its uploader's. */
async function loadFile(deps: Deps, caller: CustomerCaller, id: string): Promise<AttachmentRow> {
  const row = await selectAttachment(deps.sql, caller.workspace.id, id.toLowerCase());
  if (row === null) throw noFile();
  if (row.ticketId === null) {
    if (row.owner !== customerOwner(caller)) throw noFile();
    return row;
  }
  if (row.messageKind !== 'reply') throw noFile();
  await loadTicketForCustomer(deps, caller, row.ticketId).catch(hideTicket);
  return row;
}
