// Joins the rooms' jobs: which handler runs what, who hears of a ticket's events, and the one timetable.
import type { Deps } from './deps.ts';
import { createMailSender } from './email/jobs.ts';
import { tellPeople } from './notifications/jobs.ts';
import type { JobPayloads } from './queue.ts';
import { sweep } from './db/sweep.ts';
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
  await jobs.work('ticket-event', { batchSize: 40, concurrency: 2 }, (changes) => tellSubscribers(deps, changes));
  await jobs.work('mail-send', { batchSize: 5, concurrency: 4 }, (payloads) => mails.deliver(payloads));
  await jobs.work('auto-close', { batchSize: 1, concurrency: 1 }, (_, signal) => closeSilentTickets(deps, signal));
  await jobs.work('sweep', { batchSize: 1, concurrency: 1 }, () => sweep(deps));
  await jobs.schedule('auto-close', '*/10 * * * *');
  await jobs.schedule('sweep', '17 * * * *');
  return () => mails.close();
}

/** One poisoned change does not keep the others of its batch: they are told, then the batch fails and comes again. */
async function tellSubscribers(deps: Deps, changes: readonly JobPayloads['ticket-event'][]): Promise<void> {
  let failure: Error | null = null;
  for (const change of changes) {
    for (const tell of subscribers) {
      try {
        await tell(deps, change);
      } catch (cause) {
        deps.log.error({ err: cause, ...change }, 'a subscriber of a ticket event failed');
        failure = new Error('a subscriber failed', { cause });
      }
    }
  }
  if (failure !== null) throw failure;
}
