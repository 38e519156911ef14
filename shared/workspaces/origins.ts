// Which web pages may use a workspace's widget: exact origins, compared as browsers write them.

/** `https://shop.example` or `http://localhost:8080`: lower case, no path, no default port, ASCII host. */
const originShape =
  /^(https?):\/\/((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::(\d{1,5}))?$/;
const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443' };
const lengthMax = 300;

/**
 * The canonical form of what an owner typed as an origin, or null. Case, blanks around, one slash at the end and the
 * scheme's own port are mended; a path, a wildcard, user names and other schemes are refused.
 */
export function parseOrigin(text: string): string | null {
  const typed = text.trim().toLowerCase().replace(/\/$/, '');
  if (typed.length > lengthMax) return null;
  const parts = originShape.exec(typed);
  if (parts === null) return null;
  const [, scheme = '', host = '', port] = parts;
  if (port === undefined || port === defaultPorts[scheme]) return `${scheme}://${host}`;
  // Browsers write ports without leading zeros, so that another spelling could never match.
  const valid = !port.startsWith('0') && Number(port) <= 65535;
  return valid ? `${scheme}://${host}:${port}` : null;
}

/**
 * Whether a page of this origin may call the widget's procedures.
 *
 * @param origin the request's `Origin` header, as it came; null when there is none. `"null"` (sandboxed frames, files)
 * is never allowed.
 * @param allowed canonical origins; empty while the owner has not named any, which lets every web page in.
 */
export function originAllowed(origin: string | null, allowed: readonly string[]): boolean {
  if (origin === null) return false;
  return allowed.length === 0 ? parseOrigin(origin) === origin : allowed.includes(origin);
}
