// An SMTP server for tests: takes what it is sent, keeps it, and refuses where the test says so.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface SmtpSink {
  port: number;
  /** RCPT commands in the order in which they came. */
  recipients: string[];
  /** Mails as they came, without the final dot. */
  mails: string[];
  /** Replaces the answer to a verb of four letters; `END` is the answer to a whole mail. */
  answers: Map<string, string>;
  close(): void;
}

/** @param certificate Makes it speak TLS from the start. */
export async function openSmtpSink(certificate?: { key: string; cert: string }): Promise<SmtpSink> {
  const sink = { recipients: [] as string[], mails: [] as string[], answers: new Map<string, string>() };
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    converse(socket, sink);
  };
  const server = certificate === undefined ? createServer(serve) : createTlsServer(certificate, serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...sink,
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const usualAnswers: Readonly<Record<string, string>> = {
  EHLO: '250-sink\r\n250 8BITMIME\r\n',
  DATA: '354 go on\r\n',
  STAR: '502 no TLS here\r\n',
};

function converse(socket: Socket, sink: Pick<SmtpSink, 'recipients' | 'mails' | 'answers'>): void {
  let inMail = false;
  let pending = '';
  socket.write('220 sink\r\n');
  socket.on('data', (chunk) => {
    pending += chunk.toString('utf8');
    for (;;) {
      const ending = inMail ? '\r\n.\r\n' : '\r\n';
      const end = pending.indexOf(ending);
      if (end < 0) return;
      const part = pending.slice(0, end);
      pending = pending.slice(end + ending.length);
      if (inMail) sink.mails.push(part);
      const verb = inMail ? 'END' : part.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') sink.recipients.push(part);
      const answer = sink.answers.get(verb) ?? usualAnswers[verb] ?? '250 ok\r\n';
      inMail = verb === 'DATA' && answer.startsWith('354');
      socket.write(answer);
    }
  });
}

/** A header of a received mail with its continuation lines; empty when it is not there. */
export function headerOf(mail: string, name: string): string {
  const head = mail.slice(0, mail.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
}
