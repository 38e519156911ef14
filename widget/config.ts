// What an embedder may set on the element. Every attribute is read with and without `data-`, so that the script tag and
// frameworks that keep `key` for themselves use the same names.

export const attributeNames = [
  'key',
  'api',
  'locale',
  'theme',
  'position',
  'accent',
  'external-id',
  'email',
  'name',
  'phone',
  'identity-token',
  'identity-hash',
  'consent',
  'launcher',
] as const;

export type AttributeName = (typeof attributeNames)[number];

/** The same settings for `createWidget` and `update`; `null` takes a setting back. */
export interface WidgetOptions {
  /** The workspace's public key, `pk_...`. */
  key?: string | null;
  /** Origin of the help desk, such as `https://help.example`. */
  api?: string | null;
  /** BCP 47 tag; otherwise the page's `lang`, then the browser's. */
  locale?: string | null;
  theme?: 'auto' | 'light' | 'dark' | null;
  position?: 'start' | 'end' | 'inline' | null;
  /** Any CSS colour. */
  accent?: string | null;
  externalId?: string | null;
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  /** JWT signed by the page's server. */
  identityToken?: string | null;
  /** Hex HMAC-SHA-256 of the external id, for sites that move from other widgets. */
  identityHash?: string | null;
  /** `false`: nothing is stored in the browser until `consent(true)`. */
  consent?: boolean | null;
  /** `none`: no launcher; the page opens the panel. */
  launcher?: 'none' | null;
}

export type ReadConfig = (name: AttributeName) => string | null;

/** Reads the attributes of one element. */
export function readConfigOf(element: Element): ReadConfig {
  return (name) => element.getAttribute(name) ?? element.getAttribute('data-' + name);
}

/** Writes options to attributes, which stay the one place where configuration lives. */
export function writeConfig(element: Element, options: WidgetOptions): void {
  for (const [option, value] of Object.entries(options) as [string, string | boolean | null][]) {
    const name = option.replace(/[A-Z]/, (letter) => '-' + letter.toLowerCase());
    element.removeAttribute('data-' + name);
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
}
