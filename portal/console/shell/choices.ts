// Choices of this browser (language, theme, widths, drafts): kept in local storage, or in memory where that is blocked.

const memory = new Map<string, string>();
const prefix = 'deskbell:';

/** The stored text of a choice, or null. */
export function readChoice(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return memory.get(name) ?? null;
  }
}

/** Keeps a choice; null forgets it. */
export function writeChoice(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
}
