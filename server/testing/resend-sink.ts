// An HTTP server for tests that takes mails as Resend does and answers with the status that the test wants.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ResendSink {
  baseUrl: string;
  calls: { url: string; headers: Record<string, string | string[] | undefined>; body: Record<string, unknown> }[];
  close(): void;
}

export async function openResendSink(status = 200): Promise<ResendSink> {
  const calls: ResendSink['calls'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      calls.push({
        url: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(body) as Record<string, unknown>,
      });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"the answer"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
