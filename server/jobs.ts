// Joins the rooms' jobs: which handler runs what, who hears of a ticket's events, and the one timetable.
import { sweepFiles } from './attachments/remove-actions.ts';
import { deleteExpired } from './auth/store.ts';
import type { Deps } from './deps.ts';
import { createMailSender } from './email/jobs.ts';
import { tellPeople } from './notifications/jobs.ts';
import type { JobPayloads } from './queue.ts';
import { sweep } from './db/sweep.ts';
import { mailInvitation, mailSignInLink } from './sign-in-mail/jobs.ts';
import { closeSilentTickets } from './tickets/jobs.ts';
import { announceEvents } from './events/jobs.ts';

/** Rooms that want to hear of events of tickets, in the order in which they are told. Each can run twice. */
const subscribers: readonly ((deps: Deps, change: JobPayloads['ticket-event']) => Promise<void>)[] = [
  announceEvents,
  tellPeople,
];

/** Runs jobs on this node until the queue stops. @returns what to call after the queue has stopped. */
export async function startWork(deps: Deps): Promise<() => void> {
  const { jobs } = deps;
  const mails = createMailSender(deps);
  await jobs.work('ticket-event', { batchSize: 40, concurrency: 2 }, (change) => tellSubscribers(deps, change));
  await jobs.work('mail-send', { batchSize: 5, concurrency: 4 }, (payload) => mails.deliver([payload]));
  await jobs.work('sign-in-mail', { batchSize: 5, concurrency: 1 }, (request) => mailSignInLink(deps, request));
  await jobs.work('invitation-mail', { batchSize: 5, concurrency: 1 }, (mail) => mailInvitation(deps, mail));
  await jobs.work('auto-close', { batchSize: 1, concurrency: 1 }, (_, signal) => closeSilentTickets(deps, signal));
  await jobs.work('sweep', { batchSize: 1, concurrency: 1 }, async (_, signal) => {
    await sweep(deps);
    await deleteExpired(deps.sql);
    await sweepFiles(deps, signal);
  });
  await jobs.schedule('auto-close', '*/10 * * * *');
  await jobs.schedule('sweep', '17 * * * *');
  return () => mails.close();
}

/** A subscriber that fails does not keep the others from hearing; the change comes again for all of them. */
async function tellSubscribers(deps: Deps, change: JobPayloads['ticket-event']): Promise<void> {
  const told = await Promise.allSettled(subscribers.map((tell) => tell(deps, change)));
  const failures = told.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'a subscriber of a ticket event failed');
}
