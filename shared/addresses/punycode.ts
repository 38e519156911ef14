// The encoder of RFC 3492, for international domain labels: the language has none without the URL class, which this
// folder must not need.

const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialN = 128;

/** Encodes one label, without the `xn--` in front. The text must be well formed. */
export function encodePunycode(label: string): string {
  const points = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < initialN);
  let output = String.fromCharCode(...basic);
  if (basic.length > 0) output += '-';

  let bias = initialBias;
  let delta = 0;
  let handled = basic.length;
  let n = initialN;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta += 1;
      if (point !== n) continue;
      output += variableLength(delta, bias);
      bias = adaptedBias(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    n += 1;
  }
  return output;
}

/** Section 6.3: a number in digits of base 36 whose thresholds follow the bias. */
function variableLength(delta: number, bias: number): string {
  let digits = '';
  let q = delta;
  for (let k = base; ; k += base) {
    const t = Math.min(tMax, Math.max(tMin, k - bias));
    if (q < t) return digits + digit(q);
    digits += digit(t + ((q - t) % (base - t)));
    q = Math.floor((q - t) / (base - t));
  }
}

/** Section 6.1. */
function adaptedBias(delta: number, points: number, first: boolean): number {
  let scaled = Math.floor(delta / (first ? damp : 2));
  scaled += Math.floor(scaled / points);
  let k = 0;
  while (scaled > ((base - tMin) * tMax) / 2) {
    scaled = Math.floor(scaled / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * scaled) / (scaled + skew));
}

/** 0-25 are letters, 26-35 are digits. */
function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 97 : value + 22);
}
