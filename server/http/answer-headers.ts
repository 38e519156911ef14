// The headers of an answer that is already made. Hono's own `c.header` makes a new Response for each header that is set
// after the handler; this makes one at most, where the handler's cannot be changed.
import type { Context } from 'hono';

/** To be called after `next()`. */
export function answerHeaders(c: Context): Headers {
  const { headers } = c.res;
  try {
    headers.delete('x-probe');
    return headers;
  } catch {
    // Headers of an answer that was fetched, or of `Response.redirect`, are fixed.
    c.res = new Response(c.res.body, c.res);
    return c.res.headers;
  }
}
