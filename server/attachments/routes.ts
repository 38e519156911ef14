// Files for the desk, and the short-lived URLs that views make for everybody.
import { Hono } from 'hono';
import { AppError } from '#shared/errors.ts';
import { isUuid } from '#shared/ids.ts';
import { isGranted } from '#shared/permissions/policy.ts';
import { contextOf } from '../context.ts';
import type { Deps } from '../deps.ts';
import { limitedStream } from '../http/body-limit.ts';
import { noFile } from './attachment.ts';
import { loadFileForDesk } from './desk-load.ts';
import { readFileToken } from './file-token.ts';
import { deskOwner } from './owner.ts';
import { serveFile } from './serve.ts';
import { multipartBytesMax } from './spool.ts';
import { selectAttachment } from './store.ts';
import { uploadFile } from './upload-actions.ts';

/** `POST /api/v1/attachments`, `GET /files/<token>` and, with a member's or a program's proof, `GET /files/<id>`. */
export function attachmentRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.post('/api/v1/attachments', async (c) => {
    const { desk, request } = contextOf(deps, c);
    const principal = await desk();
    if (!isGranted(principal, 'ticket.reply')) throw new AppError('forbidden', 'You may not write messages here.');
    const { workspaceId } = principal;
    const uploader = { workspaceId, owner: deskOwner(principal), side: 'team', ...request } as const;
    const uploaded = await uploadFile(deps, uploader, () => ({
      contentType: c.req.header('content-type'),
      body: limitedStream(c, multipartBytesMax),
    }));
    return c.json(uploaded, 201);
  });

  app.get('/files/:file/:name?', async (c) => {
    const file = c.req.param('file');
    if (isUuid(file)) {
      const principal = await contextOf(deps, c).desk();
      const row = await loadFileForDesk(deps, principal, file);
      return serveFile(c, deps, row, { use: 'download', way: 'proof' });
    }
    const token = readFileToken(deps.keys, file, Date.now());
    const row = token && (await selectAttachment(deps.sql, token.workspaceId, token.attachmentId));
    if (!row) throw noFile();
    return serveFile(c, deps, row, { use: token.use, way: 'url' });
  });

  return app;
}
