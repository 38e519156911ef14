// The pictures of the sample shop, drawn with a few shapes so that nothing has to be loaded.
import { html } from 'hono/html';
import type { Html } from '../email/nodes-html.ts';

/** Mountains at dusk. Decoration: the words say everything. */
export const mountains: Html = html`<svg
  class="mountains"
  viewBox="0 0 1200 420"
  preserveAspectRatio="xMidYMax slice"
  aria-hidden="true"
>
  <circle cx="860" cy="150" r="58" class="sun" />
  <path class="m1" d="M0 300 130 205l80 60 150-150 120 110 90-70 140 130 110-95 130 110 120-140 130 130v240H0z" />
  <path class="m2" d="M0 340l170-90 120 70 160-130 150 130 100-60 140 90 130-110 230 130v200H0z" />
  <path class="m3" d="M0 390l220-70 190 50 230-80 240 80 150-40 170 50v60H0z" />
  <g class="camp">
    <path d="M548 372l46-58 46 58z" />
    <path class="door" d="M594 372v-34l16 34z" />
  </g>
</svg>`;

const drawings = {
  tent: html`<path d="M24 104 80 40l56 64z" /><path class="cut" d="M80 104V66l18 38z" /><path
      class="thin"
      d="M14 112h132"
    />`,
  pack: html`<rect x="48" y="40" width="64" height="80" rx="20" /><rect
      class="cut"
      x="58"
      y="78"
      width="44"
      height="26"
      rx="8"
    /><path class="thin" d="M66 40v-6a14 14 0 0 1 28 0v6M40 66v40M120 66v40" />`,
  bag: html`<path
      d="M54 30h52c10 0 16 8 14 18l-12 72a14 14 0 0 1-14 12H66a14 14 0 0 1-14-12L40 48c-2-10 4-18 14-18z"
    /><path class="cut" d="M62 30c0 12 8 20 18 20s18-8 18-20z" /><path class="thin" d="M80 60v64" />`,
  stove: html`<rect x="52" y="84" width="56" height="40" rx="10" /><path
      class="thin"
      d="M44 76h72M60 76l8-14h24l8 14"
    /><path class="cut" d="M80 24c10 10 14 16 14 23a14 14 0 0 1-28 0c0-7 4-13 14-23z" />`,
  boot: html`<path d="M54 30h34v46l34 16c8 4 10 10 10 18v8H48V50z" /><path
      class="thin"
      d="M44 126h92M62 46h26M62 60h26"
    /><path class="cut" d="M48 104h84v14H48z" />`,
  jacket: html`<path d="M62 34h36l34 24-14 26-10-6v46H52V78l-10 6-14-26z" /><path
      class="cut"
      d="M66 34c2 10 8 14 14 14s12-4 14-14z"
    /><path class="thin" d="M80 50v74" />`,
} as const;

export type Drawing = keyof typeof drawings;

/** The picture of a product. */
export function drawing(name: Drawing): Html {
  return html`<svg class="drawing" viewBox="0 0 160 150" aria-hidden="true">${drawings[name]}</svg>`;
}
