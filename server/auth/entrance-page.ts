// The frame of the few pages that the server itself shows to members: a card in the middle, no script, its style inline.
import { html, raw } from 'hono/html';

export type Html = ReturnType<typeof html>;

export interface EntrancePage {
  /** Of the request's content security policy. */
  nonce: string;
  /** The `accept-language` header. */
  language: string | undefined;
}

export type EntranceLanguage = 'en' | 'de';

/** The first language of the reader's that we speak. */
export function entranceLanguage(header: string | undefined): EntranceLanguage {
  for (const part of (header ?? '').toLowerCase().split(',').slice(0, 20)) {
    const tag = part.trim().slice(0, 2);
    if (tag === 'en' || tag === 'de') return tag;
  }
  return 'en';
}

/** A whole page around the card's content. */
export function entrancePage({ nonce, language }: EntrancePage, title: string, card: Html): Html {
  return html`<!doctype html>
    <html lang="${entranceLanguage(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Deskbell</title>
        <style nonce="${nonce}">
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <p class="brand"><span aria-hidden="true">D</span>Deskbell</p>
          ${card}
        </main>
      </body>
    </html>`;
}

const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(oklch(0.975 0.004 230), oklch(0.185 0.012 250));
  --card: light-dark(oklch(1 0 0), oklch(0.215 0.013 250));
  --text: light-dark(oklch(0.25 0.018 245), oklch(0.935 0.006 240));
  --muted: light-dark(oklch(0.46 0.018 245), oklch(0.745 0.012 240));
  --line: light-dark(oklch(0.9 0.007 235), oklch(0.32 0.014 250));
  --edge: light-dark(oklch(0.63 0.012 240), oklch(0.55 0.014 245));
  --accent: light-dark(oklch(0.52 0.1 195), oklch(0.77 0.105 195));
  --accent-strong: light-dark(oklch(0.45 0.09 195), oklch(0.83 0.1 195));
  --on-accent: light-dark(oklch(1 0 0), oklch(0.2 0.03 210));
}
* { box-sizing: border-box; margin: 0; }
body {
  min-block-size: 100dvh; display: grid; place-items: center; padding: 24px 16px;
  background: var(--ground); color: var(--text);
  font: 16px/24px 'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
main {
  inline-size: min(100%, 400px); padding: 32px; display: grid; gap: 16px;
  background: var(--card); border: 1px solid var(--line); border-radius: 16px;
}
.brand { display: flex; align-items: center; gap: 8px; font-weight: 600; margin-block-end: 8px; }
.brand span {
  display: grid; place-items: center; inline-size: 24px; block-size: 24px; border-radius: 6px;
  background: var(--accent); color: var(--on-accent); font-size: 14px;
}
h1 { font: 600 20px/28px inherit; font-size: 20px; line-height: 28px; text-wrap: balance; }
p { overflow-wrap: anywhere; }
.muted, .hint { color: var(--muted); font-size: 14px; line-height: 20px; }
form, .field { display: grid; gap: 16px; }
.field { gap: 4px; }
label { font-size: 14px; line-height: 20px; font-weight: 500; }
input {
  inline-size: 100%; min-block-size: 44px; padding: 8px 12px; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--edge); border-radius: 6px;
}
button, .button {
  min-block-size: 44px; padding: 8px 16px; border: 0; border-radius: 6px; cursor: pointer;
  display: grid; place-items: center; text-align: center; text-decoration: none;
  font: inherit; font-weight: 600; background: var(--accent); color: var(--on-accent);
}
button:hover, .button:hover { background: var(--accent-strong); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.problem { color: light-dark(oklch(0.52 0.19 27), oklch(0.745 0.145 25)); }
@media (max-width: 420px) { main { padding: 24px 16px; } }
`;
