// The name of a file is display text: made harmless when it comes in, written so that no header breaks when it leaves.
// Nothing is ever stored under it. Pure.
import { truncateGraphemes } from '#shared/text/graphemes.ts';
import { isVisible, normaliseText } from '#shared/text/normalise.ts';

const graphemesMax = 200;
const extensionUnitsMax = 16;

// Left and right marks stay in messages, where they help; in a name they only turn an extension around.
const direction = /[\u061c\u200e\u200f]/g;

/** The name as it is shown: without folders, controls and characters that turn text around; at most 200 graphemes. */
export function displayName(given: string | undefined): string {
  const base = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const name = normaliseText(base.replace(direction, '')).replace(/^[.\s]+|[.\s]+$/g, '');
  return isVisible(name) ? shorten(name) : 'file';
}

/** The value of Content-Disposition: an ASCII name for old programs, the real one beside it (RFC 6266). */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%;]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Cut before the extension, which says to people what the file is. */
function shorten(name: string): string {
  const cut = truncateGraphemes(name, graphemesMax);
  if (cut === name) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= extensionUnitsMax ? name.slice(dot) : '';
  return truncateGraphemes(name, graphemesMax - extension.length).trimEnd() + extension;
}
