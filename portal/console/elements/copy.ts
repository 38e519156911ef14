// Copying a text, told in a line.
import { strings } from '../shell/language.ts';
import { say, warn } from '../shell/toasts.ts';

/** Copies to the clipboard; where the browser refuses, the person is told to do it by hand. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(strings().common.copied);
  } catch {
    warn(strings().common.notCopied);
  }
}
