// Mail domains on one canonical form: lower-case ASCII labels, international ones in punycode.
import { encodePunycode } from './punycode.ts';

export type DomainReading =
  { ok: true; domain: string } | { ok: false; reason: 'domain' | 'ip_literal' | 'mixed_scripts' };

const domainMax = 253;
const labelMax = 63;

const asciiLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const internationalLabel = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u;
const fourNumbers = /^\d+(?:\.\d+){0,3}$/;
// Alphabets that share shapes: a word that needs two of them is made to deceive.
const lookalikes = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Reads a domain name; a trailing dot, an address in numbers and a name without a dot are refused. */
export function canonicalDomain(raw: string): DomainReading {
  if (raw.startsWith('[') || fourNumbers.test(raw)) return { ok: false, reason: 'ip_literal' };
  // Each label of punycode is at least as long as what it encodes, so that this also bounds the work.
  if (raw.length > domainMax) return { ok: false, reason: 'domain' };
  const labels: string[] = [];
  for (const rawLabel of raw.split('.')) {
    const label = canonicalLabel(rawLabel);
    if (label === 'mixed_scripts') return { ok: false, reason: 'mixed_scripts' };
    if (label === null) return { ok: false, reason: 'domain' };
    labels.push(label.ascii);
  }
  const domain = labels.join('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || domain.length > domainMax || /^\d+$/.test(top)) return { ok: false, reason: 'domain' };
  return { ok: true, domain };
}

function canonicalLabel(raw: string): { ascii: string } | 'mixed_scripts' | null {
  const characters = Array.from(raw);
  // Fullwidth letters, the Kelvin sign and their like stand for another character. Folding them would let
  // one typed address reach another person's, so they are refused before anything is folded.
  if (characters.some((character) => character.normalize('NFKC') !== character)) return null;
  // One character at a time: the lower case of a whole word would turn a last sigma into another letter.
  const label = characters
    .map((character) => character.toLowerCase())
    .join('')
    .normalize('NFC');
  if (asciiLabel.test(label)) return label.length <= labelMax ? { ascii: label } : null;
  if (!internationalLabel.test(label) || label.endsWith('-') || label.startsWith('xn--')) return null;
  if (lookalikes.filter((script) => script.test(label)).length > 1) return 'mixed_scripts';
  const ascii = `xn--${encodePunycode(label)}`;
  return ascii.length <= labelMax ? { ascii } : null;
}
