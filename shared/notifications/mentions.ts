// Whom a note names: `@Full Name`, or `@First` where one member only is called so.

export interface Nameable {
  id: string;
  name: string;
}

// More calls in one note are no calls for attention any more.
const mentionsMax = 50;
const endsInLetter = /[\p{L}\p{N}]$/u;
const startsWithLetter = /^[\p{L}\p{N}]/u;

/** The ids of the members that the text mentions, each once, in order of their first mention. */
export function mentionedMembers(text: string, members: readonly Nameable[]): string[] {
  const folded = text.toLowerCase();
  const names = namesByLength(members);
  const found = new Set<string>();
  let at = folded.indexOf('@');
  for (let looked = 0; at >= 0 && looked < mentionsMax; looked += 1) {
    // In the middle of a word an @ belongs to an address.
    if (!endsInLetter.test(folded.slice(Math.max(0, at - 2), at))) {
      const id = names.find(([name]) => isNameAt(folded, at + 1, name))?.[1];
      if (id !== undefined) found.add(id);
    }
    at = folded.indexOf('@', at + 1);
  }
  return [...found];
}

/** Names that mean one member, the longest first, so that `@Ann Lee` is not taken for `@Ann`. A full name comes first. */
function namesByLength(members: readonly Nameable[]): [name: string, id: string][] {
  const full = ownersOf(members, (name) => name);
  const first = ownersOf(members, (name) => name.split(' ')[0] ?? '');
  return [...new Map([...first, ...full])]
    .flatMap(([name, ids]): [string, string][] => (ids.length === 1 ? [[name, ids.join()]] : []))
    .sort(([a], [b]) => b.length - a.length);
}

function ownersOf(members: readonly Nameable[], spelling: (name: string) => string): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { id, name } of members) {
    const spelled = spelling(name.trim().toLowerCase());
    if (spelled !== '') owners.set(spelled, [...(owners.get(spelled) ?? []), id]);
  }
  return owners;
}

function isNameAt(text: string, start: number, name: string): boolean {
  return (
    text.startsWith(name, start) && !startsWithLetter.test(text.slice(start + name.length, start + name.length + 2))
  );
}
