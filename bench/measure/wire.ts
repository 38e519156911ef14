// Listens in on the wire between a server and PostgreSQL: a proxy that passes every byte on and writes down each statement
// that the client has executed. Nothing in the server or the database has to know.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Wire {
  /** For the server instead of the database's own URL. */
  url: string;
  /** The statements since the last call, in the order in which they were sent. */
  take(): string[];
  close(): Promise<void>;
}

/** @param databaseUrl With the folder of the database's socket in `host`, as the embedded one has it. */
export async function tapWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  const socketPath = `${target.searchParams.get('host') ?? ''}/.s.PGSQL.${target.port}`;
  let statements: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(socketPath);
    const read = createReader((statement) => statements.push(statement));
    sockets.add(client).add(server);
    client.on('data', (chunk: Buffer) => {
      read(chunk);
      server.write(chunk);
    });
    server.pipe(client);
    client.on('close', () => server.destroy()).on('error', () => server.destroy());
    server.on('close', () => client.destroy()).on('error', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

/** Reads what a client sends: the first message has no type, all others a letter and their length. */
function createReader(onStatement: (text: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  const prepared = new Map<string, string>();
  let bound = '';
  const text = (bytes: Buffer, at: number): string => bytes.toString('utf8', at, bytes.indexOf(0, at));
  const readMessage = (type: string, body: Buffer): void => {
    if (type === 'Q') onStatement(text(body, 0));
    if (type === 'P') {
      const name = text(body, 0);
      prepared.set(name, text(body, Buffer.byteLength(name) + 1));
    }
    // A portal's name, then the statement's.
    if (type === 'B') bound = prepared.get(text(body, Buffer.byteLength(text(body, 0)) + 1)) ?? '';
    if (type === 'E') onStatement(bound);
  };
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const headBytes = isFirst ? 4 : 5;
      if (rest.length < headBytes) return;
      const end = headBytes - 4 + rest.readInt32BE(headBytes - 4);
      if (rest.length < end) return;
      if (!isFirst) readMessage(String.fromCharCode(rest[0] ?? 0), rest.subarray(headBytes, end));
      isFirst = false;
      rest = rest.subarray(end);
    }
  };
}
