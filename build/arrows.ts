// The arrows between folders as one table, and the lint rules made from it: who may import whom.
// An import that points against an arrow fails `npm run lint` with the reason.
import type { Linter } from 'eslint';

/** Sides: what a folder at the root may not import, and why. `typesOnly` still allows `import type`. */
const sides: readonly { files: string; not: string; why: string; typesOnly?: boolean }[] = [
  {
    files: 'shared',
    not: 'server|widget|portal|build|e2e|bench',
    why: 'shared/ is what the sides agree on; it knows none of them.',
  },
  {
    files: 'server',
    not: 'widget|portal|e2e|bench',
    why: 'The server knows the browser side only by the files it serves.',
  },
  { files: 'widget', not: 'server', typesOnly: true, why: 'The widget knows the server by its types only.' },
  { files: 'portal', not: 'server', typesOnly: true, why: 'The portal knows the server by its types only.' },
  { files: 'widget', not: 'portal|build', why: 'The widget is delivered alone.' },
  { files: 'portal', not: 'widget|build', why: 'The portal is delivered alone.' },
];

/**
 * Layers of server rooms, lowest first: a room imports from its own layer and from those above it in this list, never
 * from one below. What must flow the other way is an event that `server/jobs.ts` hands to its subscribers.
 */
export const roomLayers: readonly (readonly string[])[] = [
  ['config', 'db', 'http', 'events'],
  ['workspaces', 'auth', 'api-keys', 'team', 'departments', 'contacts', 'labels', 'categories'],
  ['tickets', 'attachments', 'visitors'],
  // Notifications write their mails into the outbox, which is a part of email.
  ['sla', 'canned', 'csat', 'views', 'search', 'notifications', 'email', 'reports', 'exports', 'assist'],
  ['sign-in-mail', 'ticket-page', 'portal-page', 'customer', 'slack', 'webhooks', 'api', 'mcp', 'demo'],
  ['cli'],
];

/** Files of a room by role: a role may not import the roles listed (of any room). */
const roles: Readonly<Record<string, readonly string[]>> = {
  store: ['load', 'actions', 'router', 'routes', 'jobs'],
  load: ['actions', 'router', 'routes', 'jobs'],
  actions: ['router', 'routes', 'jobs'],
  jobs: ['router', 'routes'],
  routes: ['router'],
  router: ['routes', 'jobs'],
};

/** Files that join the rooms; rooms may take their types and nothing else. */
const joiners = 'app|main|cli|router|jobs';

interface Ban {
  regex: string;
  message: string;
  allowTypeImports?: boolean;
}

const sideBans = (side: string): Ban[] =>
  sides
    .filter(({ files }) => files === side)
    .map(({ not, why, typesOnly }) => ({
      regex: `^(\\.\\./)+(${not})/`,
      message: why,
      ...(typesOnly === true ? { allowTypeImports: true } : {}),
    }));

const joinerBan: Ban = {
  regex: `^\\.\\./(\\.\\./)?(${joiners})\\.ts$`,
  message: 'Only server/main.ts and server/cli.ts import what joins the rooms.',
  allowTypeImports: true,
};

const layerBans = (layer: number): Ban[] => {
  const later = roomLayers.slice(layer + 1).flat();
  if (later.length === 0) return [];
  return [
    {
      regex: `^(\\.\\./)+(${later.join('|')})/`,
      message: 'This room stands below that one (build/arrows.ts): record an event and let it subscribe.',
    },
  ];
};

const roleBan = (not: readonly string[]): Ban => ({
  regex: `^\\./(.*-)?(${not.join('|')})\\.ts$`,
  message: 'In a room: pure <- store <- load, actions <- router, routes, jobs.',
});

const config = (files: string[], bans: Ban[]): Linter.Config => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: bans }] },
});

const roleFiles = (room: string, role: string): string[] => [
  `server/${room}/${role}.ts`,
  `server/${room}/*-${role}.ts`,
];

/** ESLint's flat configuration objects; later ones replace earlier ones for the files that they name. */
export const arrowConfigs: Linter.Config[] = [
  ...['shared', 'server', 'widget', 'portal'].map((side) => config([`${side}/**/*.ts`], sideBans(side))),
  ...roomLayers.flatMap((rooms, layer) =>
    rooms.flatMap((room) => {
      const bans = [...sideBans('server'), joinerBan, ...layerBans(layer)];
      return [
        config([`server/${room}/**/*.ts`], bans),
        ...Object.entries(roles).map(([role, not]) => config(roleFiles(room, role), [...bans, roleBan(not)])),
      ];
    }),
  ),
  // A test stands outside the arrows of its room: it may drive a room through whatever joins it.
  { files: ['server/**/*.test.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
];
