// What a contact is called, and where to write to them.

/** First and last name, else the address, else the external id. */
export function contactName(contact: {
  firstName: string;
  lastName: string;
  externalId: string | null;
  emails: readonly { address: string; primary: boolean }[];
}): string {
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  return name === '' ? (addressOf(contact) ?? contact.externalId ?? '') : name;
}

/** The primary address, else the first. */
export function addressOf({ emails }: { emails: readonly { address: string; primary: boolean }[] }): string | null {
  return (emails.find(({ primary }) => primary) ?? emails[0])?.address ?? null;
}
