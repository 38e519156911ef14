// The pages of the sample shop: what a site owner's site looks like, with the widget on it by one script tag.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import type { Html } from '../email/nodes-html.ts';
import { drawing, mountains } from './art.ts';
import { type Product, products } from './products.ts';

export interface ShopPage {
  /** Of the request's content security policy. */
  nonce: string;
  /** The workspace's public key. */
  publicKey: string;
  /** Where Deskbell is. */
  api: string;
  consoleUrl: string;
}

const style = readFileSync(join(import.meta.dirname, 'shop.css'), 'utf8');

/** The shop's first page. */
export function shopHome(page: ShopPage): Html {
  return frame(
    page,
    { title: 'Fernweh Outdoor', current: '/' },
    html`<section class="hero">
        ${mountains}
        <div class="wrap">
          <h1>Further than the weather.</h1>
          <p>Tents, packs and boots for people who would rather be outside. Repaired by us for as long as they live.</p>
          <div class="actions">
            <a class="button" href="#goods">See what we make</a>
            <button class="button plain" type="button" data-deskbell-open>Ask us anything</button>
          </div>
        </div>
      </section>
      <section class="goods wrap" id="goods">
        <h2>For the next trip</h2>
        <ul class="grid">
          ${products.map(productTile)}
        </ul>
      </section>
      ${helpBand()}`,
  );
}

/** A page of its own, to see that the widget comes along. */
export function shopProduct(page: ShopPage, product: Product): Html {
  return frame(
    page,
    { title: `${product.name} · Fernweh Outdoor`, current: '' },
    html`<section class="product wrap">
        <div class="tile">${drawing(product.drawing)}</div>
        <div>
          <p class="soft">${product.kind}</p>
          <h1>${product.name}</h1>
          <p class="price">${product.price}</p>
          <p>${product.text}</p>
          <dl>
            ${product.facts.map(
              ([what, value]) =>
                html`<dt>${what}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>
          <div class="actions">
            <a class="button" href="/#goods">Back to the shop</a>
            <button class="button plain" type="button" data-deskbell-open>Ask about ${product.name}</button>
          </div>
        </div>
      </section>
      ${helpBand()}`,
  );
}

function productTile({ slug, name, kind, price, drawing: picture }: Product): Html {
  return html`<li>
    <a href="/shop/${slug}">
      <div class="tile">${drawing(picture)}</div>
      <p class="line"><span>${name}</span><span>${price}</span></p>
      <p class="soft">${kind}</p>
    </a>
  </li>`;
}

function helpBand(): Html {
  return html`<section class="help">
    <div class="wrap">
      <div>
        <h2>Something broke? Write to us.</h2>
        <p>Four people in Freiburg answer, and two of them mend things. You hear from us the same day.</p>
        <div class="actions"><button class="button" type="button" data-deskbell-open>Write to us</button></div>
      </div>
    </div>
  </section>`;
}

function frame(page: ShopPage, { title, current }: { title: string; current: string }, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${page.nonce}">
          ${raw(style)}
        </style>
        <script async src="${page.api}/v1/deskbell.js" data-key="${page.publicKey}" data-api="${page.api}"></script>
      </head>
      <body>
        <header class="top">
          <div class="wrap">
            <a class="logo" href="/">Fernweh</a>
            <nav>
              <a href="/" ${current === '/' ? raw('aria-current="page"') : ''}>Shop</a>
              <a href="/shop/fjell-3">Tents</a>
              <a href="/shop/skarn">Boots</a>
            </nav>
          </div>
        </header>
        <main>${content}</main>
        <footer>
          <div class="wrap">
            <p>
              This shop is a sample: nothing is sold here. Its help desk is real, and what you write shows up in
              <a href="${page.consoleUrl}">the console</a>.
            </p>
          </div>
        </footer>
      </body>
    </html>`;
}
