// The words of the public ticket page in English. Every other language has the same keys: a missing one is a compile error.
import type { TicketStatus } from '../../tickets/schema.ts';
import { errors } from '../errors/en.ts';
import { pluralsIn } from '../plural.ts';
import { status } from '../ticket/en.ts';

const plural = pluralsIn('en');

/** The sentence at the top of the page: how things stand, in one line. */
const sentence: Record<TicketStatus, string> = {
  open: 'We got your message and will look at it.',
  in_progress: 'We are working on it.',
  pending: 'We have a question for you.',
  on_hold: 'We are waiting for somebody else and keep an eye on it.',
  resolved: 'We think this is solved. Is it?',
  closed: 'This is closed.',
};

export const page = {
  sentence,
  lastAnswer: (when: string) => `Last answer: ${when}.`,
  noAnswerYet: 'No answer yet. You will get an e-mail as soon as there is one.',
  reference: 'Number',
  opened: 'Opened',
  history: 'History',
  you: 'You',
  team: 'Team',
  automatic: 'Automatic message',
  statusChanged: (from: string, to: string) => `Status changed from ${from} to ${to}`,
  earlier: (count: number) => plural(count, { one: 'Show 1 earlier entry', other: `Show ${count} earlier entries` }),
  attachments: (count: number) => plural(count, { one: '1 file', other: `${count} files` }),
  reply: {
    heading: 'Your answer',
    attach: 'Add files',
    send: 'Send answer',
    sent: 'Your answer is on its way to us.',
    reopens: 'An answer opens it again.',
    followUp: (reference: string) =>
      `This one is closed, so we opened ${reference} for your message. It has a page of its own.`,
    closed:
      'This ticket is closed and takes no more answers. Your text is still in the form: copy it, then write to us anew.',
  },
  confirm: {
    yes: 'Yes, it is solved',
    no: 'No, I still need help',
    done: 'Good to hear. We closed it.',
  },
  rating: {
    heading: 'How was our help?',
    scores: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'] as [string, string, string, string, string],
    comment: 'What could we do better?',
    send: 'Send rating',
    done: 'Thank you for telling us.',
    current: (score: string) => `Your rating: ${score}`,
  },
  private: 'This page is private: whoever has its address can read along and answer.',
  print: 'Print',
  live: 'New entries appear by themselves.',
  gone: {
    heading: 'There is nothing here.',
    text: 'The address may be cut off, or the page was withdrawn. Take the link from our latest e-mail, or write to us.',
  },
  errors,
  status,
};

export type PageMessages = typeof page;
