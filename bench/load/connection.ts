// One kept-alive HTTP/1.1 connection that sends prepared bytes and reads just enough of the answer to know where it ends.
// Bare on purpose: the generator shares the machine with what it measures.
import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: string;
}

export interface Connection {
  /** One request at a time. @throws Error when the connection breaks before the answer is whole. */
  send(request: string): Promise<Answer>;
  close(): void;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** Opens on the first request, and anew after the server has closed. */
export function openConnection(host: string, port: number): Connection {
  let socket: Socket | null = null;
  let waiting: Waiting | null = null;
  let received: Buffer = Buffer.alloc(0);

  const fail = (error: Error): void => {
    socket?.destroy();
    socket = null;
    received = Buffer.alloc(0);
    waiting?.reject(error);
    waiting = null;
  };
  const open = (): Socket => {
    const opened = connect({ host, port, noDelay: true });
    opened.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const whole = readAnswer(received);
      if (whole === null || waiting === null) return;
      const { resolve } = waiting;
      waiting = null;
      received = Buffer.alloc(0);
      if (whole.closes) {
        opened.removeAllListeners().destroy();
        socket = null;
      }
      resolve({ status: whole.status, body: whole.body });
    });
    opened.on('error', fail);
    opened.on('close', () => {
      if (socket === opened) fail(new Error('the connection was closed before the answer'));
    });
    return opened;
  };

  return {
    send: (request) =>
      new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject };
        socket ??= open();
        socket.write(request);
      }),
    close: () => {
      socket?.removeAllListeners().destroy();
      socket = null;
    },
  };
}

/** Null until the answer is whole. */
function readAnswer(bytes: Buffer): (Answer & { closes: boolean }) | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return null;
  const head = bytes.toString('latin1', 0, headEnd).toLowerCase();
  const status = Number(head.slice(9, 12));
  const closes = head.includes('\r\nconnection: close');
  const start = headEnd + 4;
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    return bytes.length < end ? null : { status, closes, body: bytes.toString('utf8', start, end) };
  }
  if (!head.includes('\r\ntransfer-encoding: chunked')) return { status, closes, body: '' };
  const body = readChunks(bytes, start);
  return body === null ? null : { status, closes, body };
}

function readChunks(bytes: Buffer, start: number): string | null {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const dataStart = lineEnd + 2;
    if (bytes.length < dataStart + size + 2) return null;
    if (size === 0) return Buffer.concat(parts).toString('utf8');
    parts.push(bytes.subarray(dataStart, dataStart + size));
    at = dataStart + size + 2;
  }
}
