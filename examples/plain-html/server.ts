// Serves the example's two files, with a policy that allows nothing but the help desk.
//   DESKBELL_KEY=pk_... node server.ts
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const { DESKBELL_KEY: key, DESKBELL_URL: api = 'http://localhost:3000', PORT: port = '4000' } = process.env;
if (key === undefined || !/^[\w-]+$/.test(key)) {
  console.error('Set DESKBELL_KEY to the key of your workspace: console, Settings, Widget.');
  process.exit(1);
}
const policy = `default-src 'none'; script-src ${api}; connect-src ${api}; img-src ${api}; style-src 'self'`;
const values: Record<string, string> = { key, api, portal: `${api}/portal/${key}` };

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');

createServer(({ url }, response) => {
  if (url === '/page.css') {
    response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' });
    response.end(read('page.css'));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
  response.end(read('index.html').replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? ''));
}).listen(Number(port), '127.0.0.1', () => console.log(`http://localhost:${port}`));
