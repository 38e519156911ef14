// Length and cutting of text by what people see as characters (grapheme clusters, UAX 29), in linear time.

// A cluster can be made endless (emoji joiners, Hangul letters, marks), so that 64 kB would count as one character.
// Each started 16 UTF-16 units therefore count as one; the longest emoji family in use has 15.
const unitsPerGrapheme = 16;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const asciiOnly = /^[\t\n\x20-\x7e]*$/;

/**
 * Whether a text is longer than `max` graphemes. Reads no further than it must.
 *
 * A cluster of more than 16 UTF-16 units counts once for each 16 that it starts.
 */
export function exceedsGraphemes(text: string, max: number): boolean {
  // A grapheme has at least one unit and, as counted here, at most 16: most texts are decided without a look inside.
  if (text.length <= max) return false;
  if (text.length > max * unitsPerGrapheme || asciiOnly.test(text)) return true;
  return cutIndex(text, max) < text.length;
}

/** The longest start of a text that has at most `max` graphemes; never splits a surrogate pair. */
export function truncateGraphemes(text: string, max: number): string {
  if (text.length <= max) return text;
  // One character past the cut is part of the check: a mark there would belong to the last character kept.
  if (asciiOnly.test(text.slice(0, max + 1))) return text.slice(0, max);
  return text.slice(0, cutIndex(text, max));
}

function cutIndex(text: string, max: number): number {
  let left = max;
  // No more than this can be kept, so that a huge text costs no more than its start.
  const candidate = text.length > max * unitsPerGrapheme ? text.slice(0, max * unitsPerGrapheme + 2) : text;
  for (const { segment, index } of segmenter.segment(candidate)) {
    const weight = Math.ceil(segment.length / unitsPerGrapheme);
    if (weight > left) return index + wholeUnits(segment, left * unitsPerGrapheme);
    left -= weight;
  }
  return candidate.length;
}

/** At most `units` units of the segment, less one where the cut would fall into a surrogate pair. */
function wholeUnits(segment: string, units: number): number {
  if (units <= 0) return 0;
  const last = segment.charCodeAt(units - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return splitsPair ? units - 1 : units;
}
