// The icon that browsers ask for on their own, on every page that names none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Handler } from 'hono';

/** Answers the console's icon. */
export function favicon(): Handler {
  const icon = readFileSync(join(import.meta.dirname, '..', 'portal', 'styles', 'icon.svg'), 'utf8');
  return (c) => c.body(icon, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' });
}
