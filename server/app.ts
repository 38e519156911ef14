// Builds the whole Hono app from its dependencies: guards first, then the rooms. Tests call `app.request`.
import { Hono } from 'hono';
import { AppError } from '#shared/errors.ts';
import { apiRoutes } from './api/routes.ts';
import { authRoutes } from './auth/routes.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { consolePage } from './console-page.ts';
import { contextOf } from './context.ts';
import { customerFileRoutes } from './customer/file-routes.ts';
import { demoRoutes } from './demo/routes.ts';
import type { Deps } from './deps.ts';
import { distFolder } from './dist.ts';
import { favicon } from './favicon.ts';
import { accessLog } from './http/access-log.ts';
import { bodyLimit } from './http/body-limit.ts';
import { clientAddress } from './http/client-address.ts';
import { closeWhenDraining } from './http/draining.ts';
import { answerError } from './http/errors.ts';
import { healthRoutes } from './http/health.ts';
import { jsonShape } from './http/json-shape.ts';
import { createMetrics } from './http/metrics.ts';
import { requestId } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import { shedLoad } from './http/shed.ts';
import { staticFiles } from './http/static-files.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { portalRoutes } from './portal-page/routes.ts';
import { appRouter } from './router.ts';
import { invitationRoutes } from './team/routes.ts';
import { ticketPageRoutes } from './ticket-page/routes.ts';
import { trpcRoutes } from './trpc-endpoint.ts';
import { version } from './version.ts';

/** Plain HTTP of each room, mounted in this order; a room's file says its own paths. */
const rooms: readonly ((deps: Deps) => Hono)[] = [
  authRoutes,
  invitationRoutes,
  customerFileRoutes,
  attachmentRoutes,
  ticketPageRoutes,
  portalRoutes,
  demoRoutes,
];

const bodyBytesMax = 1024 * 1024;
/** Rooms under these paths take larger bodies and call `limitBody` or `limitedStream` themselves. */
const largeBodies = /^\/(?:api\/v1\/)?(?:attachments|inbound\/email)(?:\/|$)/;
/** Enough to keep the pool busy; what is beyond would only wait in memory. */
const inFlightMax = 500;
const operations = new Set(['/healthz', '/readyz', '/metrics']);

/** @param lifecycle Says when the node drains; a test needs none. */
export function buildApp(deps: Deps, lifecycle: Lifecycle = createLifecycle()): Hono {
  const { config, log } = deps;
  const app = guardedApp(deps, lifecycle);
  app.use(shedLoad({ inFlightMax, except: (path) => operations.has(path) }));
  app.use(bodyLimit({ bytesMax: bodyBytesMax, except: (path) => largeBodies.test(path) }));
  // Nobody may have a large body read whole by calling it JSON.
  app.use(jsonShape({ except: (path) => largeBodies.test(path) }));
  for (const room of rooms) app.route('/', room(deps));
  app.route('/', trpcRoutes(deps, lifecycle));
  app.route('/api', apiRoutes({ deps, appRouter, contextOf }));
  app.on(['GET', 'HEAD'], '/v1/*', staticFiles({ folder: distFolder('v1'), prefix: '/v1', crossOrigin: true }));
  // The same files under the version's own name stay what they are: a page may pin them by integrity.
  const pinned = { folder: distFolder('v1'), prefix: `/v${version}`, crossOrigin: true, immutable: true };
  app.on(['GET', 'HEAD'], `/v${version}/*`, staticFiles(pinned));
  app.on(['GET', 'HEAD'], '/assets/*', staticFiles({ folder: distFolder('portal'), prefix: '/assets' }));
  app.get('/favicon.ico', favicon());
  app.route('/console', consolePage());
  if (!config.demo) app.get('/', (c) => c.redirect('/console'));
  log.debug({ routes: app.routes.length }, 'app built');
  return app;
}

/** What a node without web traffic answers: whether it lives, and its metrics. */
export function buildWorkerApp(deps: Deps, lifecycle: Lifecycle): Hono {
  return guardedApp(deps, lifecycle);
}

function guardedApp({ sql, config, log, live }: Deps, { isDraining }: Lifecycle): Hono {
  const app = new Hono();
  const metrics = createMetrics({ sql, token: config.metricsToken, openStreams: () => live.streams() });
  app.use(closeWhenDraining(isDraining));
  app.use(securityHeaders(config.publicUrl));
  app.use(requestId(config.trustedProxies));
  app.use(clientAddress(config.trustedProxies));
  app.use(accessLog(log));
  app.use(metrics.measure);
  app.onError((error, c) => answerError(error, c, log));
  app.notFound((c) => answerError(new AppError('not_found', 'There is nothing here.'), c, log));
  app.route('/', healthRoutes({ sql, isDraining }));
  app.route('/', metrics.routes);
  return app;
}
