// What browsers may do with our answers: strict for everything, with one policy for each kind of page.
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { answerHeaders } from './answer-headers.ts';

/**
 * `page`: rendered by the server for customers. `console`: the operators' application. `demo`: the sample shop.
 * Everything else is data that is never rendered.
 */
export type PageKind = 'page' | 'console' | 'demo';

const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'x-permitted-cross-domain-policies': 'none',
};

/** Headers of every answer; what a room or `pageHeaders` has set already stays. */
export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const isSecure = publicUrl.startsWith('https:');
  return async (c, next) => {
    await next();
    const headers = answerHeaders(c);
    const fallback = (name: string, value: string): void => {
      if (!headers.has(name)) headers.set(name, value);
    };
    for (const [name, value] of Object.entries(everywhere)) fallback(name, value);
    fallback('content-security-policy', dataPolicy);
    fallback('cross-origin-resource-policy', 'same-origin');
    fallback('cache-control', 'no-store');
    if (isSecure) fallback('strict-transport-security', 'max-age=31536000');
  };
}

/** Policy of a page that a room renders; sets `cspNonce` for the page's own script and style elements. */
export function pageHeaders(kind: PageKind): MiddlewareHandler {
  return async (c, next) => {
    const nonce = randomBytes(16).toString('base64');
    c.set('cspNonce', nonce);
    await next();
    const headers = answerHeaders(c);
    headers.set('content-security-policy', pagePolicy(kind, nonce));
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  };
}

function pagePolicy(kind: PageKind, nonce: string): string {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    // Lit adopts constructed sheets, which no policy has to allow; the pages' own sheets come from here.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  // Originals of HTML mails are shown in sandboxed frames.
  if (kind === 'console') policy.push("frame-src 'self'", "media-src 'self' blob:");
  if (kind !== 'demo') policy.push("require-trusted-types-for 'script'", 'trusted-types lit-html deskbell');
  return policy.join('; ');
}
