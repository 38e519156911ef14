// The widget's words in English. Every other language has the same keys: a missing one is a compile error.
import { errors } from '../errors/en.ts';
import { pluralsIn } from '../plural.ts';
import { priority, status } from '../ticket/en.ts';

const plural = pluralsIn('en');

export const messages = {
  panel: {
    title: 'Help',
    greeting: 'How can we help?',
    close: 'Close',
    back: 'Back',
    loading: 'Loading',
    unread: (count: number) => plural(count, { one: '1 new answer', other: `${count} new answers` }),
  },
  home: {
    write: 'Send us a message',
    mine: 'Your messages',
    none: 'What you send us will be listed here, with our answers.',
    more: 'Show older ones',
    unread: 'New',
  },
  form: {
    heading: 'Send us a message',
    subject: 'Subject',
    message: 'Message',
    name: 'Name',
    email: 'E-mail',
    emailReason: 'So that our answer reaches you.',
    phone: 'Phone',
    category: 'Topic',
    categoryNone: 'Choose a topic',
    priority: 'How urgent is it?',
    optional: 'optional',
    attach: 'Add files',
    removeFile: (name: string) => `Remove ${name}`,
    send: 'Send',
    sending: 'Sending',
    problems: (count: number) => plural(count, { one: 'One thing is missing:', other: `${count} things are missing:` }),
  },
  sent: {
    heading: 'We got it.',
    byEmail: 'You will hear from us here and by e-mail.',
    here: 'You will find our answer here.',
    reference: (reference: string) => `Your number is ${reference}.`,
    follow: 'See your message',
  },
  thread: {
    you: 'You',
    team: 'Team',
    automatic: 'Automatic message',
    older: 'Show earlier messages',
    reply: 'Write an answer',
    send: 'Send',
    sending: 'Sending',
    notSent: 'Not sent.',
    retry: 'Try again',
    statusChanged: (name: string) => `Now: ${name}`,
    newMessage: (author: string) => `New message from ${author}`,
    followUp: (reference: string) => `This one is closed, so we opened ${reference} for your message.`,
    noReply: 'This one is closed. Send us a new message.',
    attachment: (name: string, size: string) => `${name}, ${size}`,
  },
  finish: {
    confirm: 'Yes, this is solved',
    reopen: 'No, I still need help',
    confirmed: 'Good to hear. We closed it.',
    rate: 'How was our help?',
    scores: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'] as [string, string, string, string, string],
    comment: 'What could we do better?',
    sendRating: 'Send rating',
    rated: 'Thank you for telling us.',
  },
  problems: {
    missing: 'Write something here.',
    email: 'Write an e-mail address, such as ana@example.com.',
    tooLong: (max: number) => `Shorten this to at most ${max} characters.`,
    fileTooBig: (name: string, megabytes: number) => `${name} is bigger than ${megabytes} MB.`,
    tooManyFiles: (max: number) => `Send at most ${max} files at once.`,
    offline: 'You are offline. We send this as soon as you are back.',
    again: 'Try again',
    portal: 'Open our support page',
  },
  errors,
  status,
  priority,
};

export type WidgetMessages = typeof messages;
