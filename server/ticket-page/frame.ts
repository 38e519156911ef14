// The frame of customers' pages that the server renders: head, style, the sheet in the middle. Nothing on it comes from
// another site, and no script is needed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import { builtEntry } from '../dist.ts';
import type { Html } from '../email/nodes-html.ts';
import type { PageLanguage } from './words.ts';

export interface Frame {
  language: PageLanguage;
  /** Of the request's content security policy; null for a script that has style and script already. */
  nonce: string | null;
  title: string;
  /** `#rrggbb`; the style clamps its lightness so that it stays legible. */
  accent: string;
  /** Built entry of portal/ that enhances the page; left out until there is a build. */
  entry?: string;
}

/** Spaces for the reader of the source stay in the source. */
const style = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8')
  .replaceAll(/\/\*[^]*?\*\//g, '')
  .replaceAll(/\s+/g, ' ')
  .replaceAll(/ ?([{};,]) ?/g, '$1')
  .replaceAll(': ', ':');

const accentShape = /^#[0-9a-f]{6}$/;
const usualAccent = '#007a7b';

/** A whole page around its content. */
export function framePage(frame: Frame, content: Html): Html {
  const accent = accentShape.test(frame.accent) ? frame.accent : usualAccent;
  const built = frame.entry === undefined || frame.nonce === null ? null : builtEntry(frame.entry);
  return html`<!doctype html>
    <html lang="${frame.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>${frame.title}</title>
        <link rel="icon" href="data:," />
        ${
          frame.nonce === null
            ? ''
            : html`<style nonce="${frame.nonce}">
                ${raw(`:root{--brand:${accent}}${style}`)}
              </style>`
        }
        ${
          built === null
            ? ''
            : html`<script type="module" src="${built.script}" integrity="${built.integrity}"></script>`
        }
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}
