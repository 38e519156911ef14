// Ticket numbers under everything that could make two tickets share one.
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { addWorkspace, openTestDeps, testDesk } from '../testing/desk.ts';
import { workspaceById } from '../workspaces/load.ts';
import { openTicket } from './create-actions.ts';
import { systemActor } from './event.ts';
import { nextTicketNumber } from './numbers.ts';

const { deps: here, databaseUrl, workspace } = await testDesk();
const { deps: there, close } = await openTestDeps(databaseUrl);
afterAll(close);

/** Opens a ticket of a new contact; `also` runs in its transaction. */
async function open(deps: Deps, workspaceId: string, also?: () => Promise<void>): Promise<number> {
  const workspaceNow = await workspaceById(deps, workspaceId);
  if (workspaceNow === null) throw new Error('no workspace');
  const { reference } = await openTicket(deps, async () => ({
    workspace: workspaceNow,
    subject: 'Zip broken',
    body: 'The zip broke.',
    side: 'customer',
    channel: 'api',
    audience: 'customer',
    requester: {
      kind: 'new_contact',
      contact: {
        id: newId(),
        firstName: 'Cora',
        lastName: '',
        phone: null,
        externalId: null,
        locale: null,
        email: null,
        emailVerified: false,
      },
    },
    requesterVerified: false,
    actor: systemActor,
    ...(also === undefined ? {} : { also }),
  }));
  return Number(reference.replace('TKT-', ''));
}

const fails = async (): Promise<void> => {
  throw new AppError('unprocessable', 'rolled back');
};

describe('ticket numbers', () => {
  it('of 64 creators at once on two nodes, one in ten of whom fails, are unique and grow for each of them', async () => {
    const { id } = (await addWorkspace(here, 'busy')).workspace;
    let failures = 0;
    const creators = Array.from({ length: 64 }, async (_, creator) => {
      const deps = creator % 2 === 0 ? here : there;
      const numbers: number[] = [];
      for (let round = 0; round < 20; round += 1) {
        if ((creator + round) % 10 === 0) {
          failures += 1;
          await expect(open(deps, id, fails)).rejects.toThrow('rolled back');
        } else numbers.push(await open(deps, id));
      }
      return numbers;
    });
    const all = await Promise.all(creators);
    for (const numbers of all) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    const opened = all.flat();
    expect(new Set(opened).size).toBe(opened.length);
    expect(opened.length + failures).toBe(64 * 20);
    // A failure leaves a gap and takes nobody's number.
    const rows = await here.sql<{ number: number; reference: string }[]>`
      select number, reference from ticket where workspace_id = ${id} order by number`;
    expect(rows.map(({ number }) => number)).toEqual(opened.sort((a, b) => a - b));
    const [counter] = await here.sql<{ lastNumber: number }[]>`
      select last_number from ticket_counter where workspace_id = ${id}`;
    expect(counter?.lastNumber).toBe(64 * 20);
  });

  it('are not given out again when the newest ticket is gone', async () => {
    const number = await open(here, workspace.id);
    await here.sql`delete from participant where workspace_id = ${workspace.id}`;
    await here.sql`delete from ticket where workspace_id = ${workspace.id} and number = ${number}`;
    expect(await open(there, workspace.id)).toBeGreaterThan(number);
  });

  it('are counted for each workspace alone, also when they are asked for in one breath', async () => {
    const workspaces = await Promise.all(['one', 'two', 'three'].map((slug) => addWorkspace(here, slug)));
    const asked = workspaces.flatMap(({ workspace: { id } }) => Array.from({ length: 50 }, () => id));
    const numbers = await Promise.all(asked.map((id) => nextTicketNumber(here.sql, id)));
    for (const {
      workspace: { id },
    } of workspaces) {
      const own = numbers.filter((_, at) => asked[at] === id);
      expect(own).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    }
  });

  it('of a workspace that is not there are refused, to its callers', async () => {
    await expect(nextTicketNumber(here.sql, newId())).rejects.toThrow('no ticket counter');
  });

  it('are given to others when one of a breath asks for a workspace that is not there', async () => {
    const { id } = (await addWorkspace(here, 'fine')).workspace;
    const [good, bad] = await Promise.allSettled([nextTicketNumber(here.sql, id), nextTicketNumber(here.sql, newId())]);
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
  });
});
