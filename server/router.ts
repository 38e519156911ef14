// All procedures: the rooms' routers joined by their names. `AppRouter` is what the browser side knows of the server.
import { categoriesRouter } from './categories/router.ts';
import { contactsRouter } from './contacts/router.ts';
import { customerRouter } from './customer/router.ts';
import { departmentsRouter } from './departments/router.ts';
import { emailRouter } from './email/router.ts';
import { labelsRouter } from './labels/router.ts';
import { notificationsRouter } from './notifications/router.ts';
import { teamRouter } from './team/router.ts';
import { contactTicketsRouter } from './tickets/contact-router.ts';
import { ticketsRouter } from './tickets/router.ts';
import { apiKeysRouter } from './api-keys/router.ts';
import { mergeRouters, router } from './trpc.ts';
import { workspacesRouter } from './workspaces/router.ts';

export const appRouter = router({
  customer: customerRouter,
  tickets: ticketsRouter,
  contacts: mergeRouters(contactsRouter, contactTicketsRouter),
  labels: labelsRouter,
  categories: categoriesRouter,
  departments: departmentsRouter,
  team: teamRouter,
  workspaces: workspacesRouter,
  apiKeys: apiKeysRouter,
  email: emailRouter,
  notifications: notificationsRouter,
});

export type AppRouter = typeof appRouter;
