// The people of the sample shop: its team, its departments, its customers. All addresses end in .example, which no mail
// server in the world takes.
import type { MemberRole } from '#shared/permissions/actions.ts';

export const members = {
  mara: { name: 'Mara Lindqvist', email: 'demo@fernweh.example', role: 'owner', departments: ['Support'] },
  jonas: { name: 'Jonas Feld', email: 'jonas@fernweh.example', role: 'agent', departments: ['Support'] },
  aylin: { name: 'Aylin Kaya', email: 'aylin@fernweh.example', role: 'agent', departments: ['Support', 'Shipping'] },
  tom: { name: 'Tom Okafor', email: 'tom@fernweh.example', role: 'agent', departments: ['Workshop'] },
  lena: { name: 'Lena Vogt', email: 'lena@fernweh.example', role: 'requester', departments: [] },
} as const satisfies Record<string, { name: string; email: string; role: MemberRole; departments: readonly string[] }>;
export type MemberKey = keyof typeof members;

/** Beside the one that every new workspace has. */
export const departments = ['Shipping', 'Workshop'] as const;

/** Beside those that every new workspace has; new tickets of theirs go to the department. */
export const categories = [
  { name: 'Orders and shipping', department: 'Shipping' },
  { name: 'Repairs', department: 'Workshop' },
] as const;

export const labels = {
  VIP: '#b45309',
  Warranty: '#0f766e',
  Wholesale: '#6d28d9',
  Return: '#be123c',
  'Trip soon': '#c2410c',
  Website: '#1d4ed8',
} as const;

interface DemoContact {
  first: string;
  last: string;
  email: string;
  /** Whether the address was proven, such as by an order. */
  verified: boolean;
  externalId?: string;
  phone?: string;
  company?: string;
  locale?: string;
}

export const contacts = {
  nora: {
    first: 'Nora',
    last: 'Whitfield',
    email: 'nora.whitfield@mailbox.example',
    verified: true,
    externalId: 'cus_10421',
    locale: 'en-GB',
  },
  paul: {
    first: 'Paul',
    last: 'Reiter',
    email: 'paul.reiter@posteo.example',
    verified: true,
    externalId: 'cus_10007',
    locale: 'de-DE',
    phone: '+49 151 5550 1934',
  },
  ines: { first: 'Inês', last: 'Carvalho', email: 'ines@carvalho.example', verified: true, externalId: 'cus_10388' },
  dmitri: {
    first: 'Dmitri',
    last: 'Halonen',
    email: 'd.halonen@pohjola.example',
    verified: true,
    externalId: 'cus_09944',
    company: 'Pohjola Guides Oy',
    phone: '+358 40 555 0182',
  },
  sofia: {
    first: 'Sofía',
    last: 'Marín',
    email: 'sofia.marin@correo.example',
    verified: true,
    externalId: 'cus_10455',
  },
  emil: {
    first: 'Emil',
    last: 'Brandt',
    email: 'emil.brandt@web.example',
    verified: true,
    externalId: 'cus_10102',
    locale: 'de-AT',
  },
  grace: {
    first: 'Grace',
    last: 'Adeyemi',
    email: 'grace@adeyemi.example',
    verified: true,
    externalId: 'cus_10290',
    locale: 'en',
  },
  yuki: {
    first: '雪',
    last: '高橋',
    email: 'yuki.takahashi@yama.example',
    verified: true,
    externalId: 'cus_10511',
    locale: 'ja',
  },
  liam: { first: 'Liam', last: 'O’Connell', email: 'liam.oconnell@mail.example', verified: false },
  hanna: {
    first: 'Hanna',
    last: 'Schäfer-Wittgenstein',
    email: 'hanna.schaefer@freenet.example',
    verified: true,
    externalId: 'cus_09871',
    locale: 'de-DE',
  },
  omar: {
    first: 'Omar',
    last: 'Haddad',
    email: 'omar.haddad@mail.example',
    verified: true,
    externalId: 'cus_10333',
    locale: 'en',
  },
  chloe: { first: 'Chloé', last: 'Marchand', email: 'chloe.marchand@lettre.example', verified: false, locale: 'fr' },
  ben: {
    first: 'Ben',
    last: 'Sawyer',
    email: 'ben@sawyerclimbing.example',
    verified: true,
    externalId: 'cus_08812',
    company: 'Sawyer Climbing School',
    phone: '+44 20 5550 0147',
  },
  marta: {
    first: 'Marta',
    last: 'Nowak',
    email: 'marta.nowak@poczta.example',
    verified: true,
    externalId: 'cus_10477',
  },
  felix: {
    first: 'Felix',
    last: 'Aumann',
    email: 'felix.aumann@post.example',
    verified: true,
    externalId: 'cus_10260',
    locale: 'de-DE',
  },
  priya: {
    first: 'Priya',
    last: 'Raman',
    email: 'priya.raman@mail.example',
    verified: true,
    externalId: 'cus_10402',
    locale: 'en',
  },
  jack: { first: 'Jack', last: 'Thornton', email: 'jack.thornton@mail.example', verified: false, locale: 'en' },
  elena: {
    first: 'Elena',
    last: 'Rossi',
    email: 'elena.rossi@posta.example',
    verified: true,
    externalId: 'cus_10189',
    locale: 'it',
  },
} as const satisfies Record<string, DemoContact>;
export type ContactKey = keyof typeof contacts;

/** The contact, read as one shape. */
export function contactOf(key: ContactKey): DemoContact {
  return contacts[key];
}
