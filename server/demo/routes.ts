// The sample shop over HTTP, where the demo is on.
import { type Context, Hono } from 'hono';
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import type { Html } from '../email/nodes-html.ts';
import { pageHeaders } from '../http/security-headers.ts';
import { workspaceBySlug } from '../workspaces/load.ts';
import { products } from './products.ts';
import { demoSlug } from './seed.ts';
import { shopHome, type ShopPage, shopProduct } from './shop-view.ts';

/** `/` and `/shop/:product`; nothing at all without the demo. */
export function demoRoutes(deps: Deps): Hono {
  const shop = new Hono();
  if (!deps.config.demo) return shop;
  shop.get('/', pageHeaders('demo'), (c) => show(deps, c, shopHome));
  shop.get('/shop/:product', pageHeaders('demo'), (c) => {
    const product = products.find(({ slug }) => slug === c.req.param('product'));
    if (product === undefined) throw new AppError('not_found', 'There is no such product.');
    return show(deps, c, (page) => shopProduct(page, product));
  });
  return shop;
}

async function show(deps: Deps, c: Context, view: (page: ShopPage) => Html): Promise<Response> {
  const workspace = await workspaceBySlug(deps, demoSlug);
  // Somebody may have deleted the demo's help desk and kept its shop on.
  if (workspace === null) return c.redirect('/console', 303);
  const { publicUrl } = deps.config;
  const consoleUrl = `${publicUrl}/console/${workspace.slug}`;
  return c.html(await view({ nonce: c.get('cspNonce'), publicKey: workspace.publicKey, api: publicUrl, consoleUrl }));
}
