// Names of people as they type them, and as contacts keep them. Pure.

/** Splits what somebody typed as their name: the last word is the family name, a single word the first name. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const words = name.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return { firstName: words.join(' '), lastName };
}

/** The name that others read. Never falls back to an address: a name is shown to people who may not see it. */
export function fullName(contact: { firstName: string; lastName: string }): string {
  return `${contact.firstName} ${contact.lastName}`.trim();
}
