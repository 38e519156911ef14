// A site whose people sign in, and whose help desk knows them: the server signs a short token, the page hands it on.
//   DESKBELL_KEY=pk_... DESKBELL_IDENTITY_SECRET=... node server.ts
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

const { DESKBELL_URL: api = 'http://localhost:3000', PORT: port = '4001' } = process.env;
const key = required('DESKBELL_KEY');
const secret = required('DESKBELL_IDENTITY_SECRET');
const tokenLifeSeconds = 10 * 60;

interface Person {
  id: string;
  name: string;
  email: string;
}
/** Stands for the accounts of your site. */
const people: Record<string, Person> = {
  ana: { id: 'customer-1', name: 'Ana Ruiz', email: 'ana@shop.example' },
  ben: { id: 'customer-2', name: 'Ben Okoro', email: 'ben@shop.example' },
};

/** A JSON Web Token, HS256: what any JWT library makes; the few lines show that there is no magic. */
function signToken(person: Person, nowMs: number): string {
  const iat = Math.floor(nowMs / 1000);
  const claims = { sub: person.id, name: person.name, email: person.email, iat, exp: iat + tokenLifeSeconds };
  const content = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

createServer((request, response) => {
  const person = signedIn(request);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  switch (pathname) {
    case '/sign-in':
      // Your site checks a password here.
      response.writeHead(303, {
        location: '/',
        'set-cookie': `person=${searchParams.get('as') === 'ben' ? 'ben' : 'ana'}; HttpOnly; SameSite=Lax`,
      });
      response.end();
      return;
    case '/sign-out':
      response.writeHead(303, { location: '/', 'set-cookie': 'person=; Max-Age=0' });
      response.end();
      return;
    case '/help-token':
      // Made for whoever the session says, never for whom a request names.
      response.writeHead(person ? 200 : 401, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
      response.end(person ? signToken(person, Date.now()) : '');
      return;
    case '/page.js':
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' });
      response.end(script);
      return;
    default:
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src 'self' ${api}; connect-src 'self' ${api}; img-src ${api}`,
      });
      response.end(page(person));
  }
}).listen(Number(port), '127.0.0.1', () => console.log(`http://localhost:${port}`));

const script = `
window.deskbell ??= function () { (deskbell.q ??= []).push(arguments); };
if (document.querySelector('[data-signed-in]')) {
  deskbell('identify', {
    getToken: () => fetch('/help-token').then((answer) => (answer.ok ? answer.text() : null)),
  });
}
document.querySelector('[data-sign-out]')?.addEventListener('click', async (event) => {
  event.preventDefault();
  await deskbell('reset');
  location.href = '/sign-out';
});
`;

function page(person: Person | undefined): string {
  const body = person
    ? `<p data-signed-in>You are ${person.name}. <a href="/sign-out" data-sign-out>Sign out</a></p>
       <p>Help shows all your tickets, on this device and on every other.</p>`
    : '<p>Sign in as <a href="/sign-in?as=ana">Ana</a> or <a href="/sign-in?as=ben">Ben</a>.</p>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop with accounts</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <script defer src="/page.js"></script>
    <script defer src="${api}/v1/deskbell.js" data-key="${key}" data-api="${api}"></script>
    </head><body><h1>A shop with accounts</h1>${body}</body></html>`;
}

function signedIn(request: IncomingMessage): Person | undefined {
  const name = /(?:^|; )person=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  return Object.hasOwn(people, name) ? people[name] : undefined;
}

function required(name: string): string {
  const value = process.env[name];
  if (value !== undefined && /^[\w-]+$/.test(value)) return value;
  console.error(`Set ${name}: console, Settings, Widget.`);
  process.exit(1);
}
