// Which addresses may become links, and where in a text they are. Everything else stays text.

const hrefMax = 2000;
// Whitespace, controls and bidi controls: URL parsers drop some of them silently, so that "java\nscript:" would run.
const forbidden = /[\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\\<>"`]/;
// The authority may not hold a user name: "https://bank.example@evil.test" is made to deceive.
const webAddress = /^https?:\/\/[^\s/?#@]+(?:[/?#].*)?$/i;
const mailAddress = /^mailto:[^\s?#@]+@[^\s?#@]+(?:\?.*)?$/i;

const urlAt = /(?:https?:\/\/|mailto:)[^\s<>[\]"`\\]{1,2000}/iy;
const wordCharacter = /[\p{L}\p{N}_]/u;

/** The address itself when it is safe to link to (http, https, mailto), else null. */
export function safeHref(address: string): string | null {
  if (address.length > hrefMax || forbidden.test(address)) return null;
  return webAddress.test(address) || mailAddress.test(address) ? address : null;
}

/**
 * The address that is written out at this place of a text, without the punctuation that follows it, or null when none
 * begins here. `href` is null when it may not become a link: all of it is text then, so that it is not read again.
 */
export function linkAt(text: string, at: number): { href: string | null; end: number } | null {
  if (at > 0 && wordCharacter.test(text.charAt(at - 1))) return null;
  urlAt.lastIndex = at;
  const match = urlAt.exec(text);
  if (match === null) return null;
  const address = withoutTail(match[0]);
  return { href: safeHref(address), end: at + address.length };
}

/** Drops what belongs to the sentence: closing punctuation, and a bracket that was opened before the address. */
function withoutTail(url: string): string {
  let unopened = url.split(')').length - url.split('(').length;
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url.charAt(end - 1);
    if (last === ')' && unopened > 0) unopened -= 1;
    else if (!".,;:!?'*_~".includes(last)) break;
  }
  return url.slice(0, end);
}
