// A process of Node that serves HTTP, as benchmarks and drills need it: started like an operator would, found by its port,
// stopped by its own number.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface NodeProcess {
  pid: number;
  port: number;
  /** `http://127.0.0.1:PORT` */
  url: string;
  child: ChildProcess;
  /** What it wrote to standard error and output so far. */
  output(): string;
  /** Sends the signal and waits for the end. @returns exit code and signal */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface NodeProcessOptions {
  /** Program and arguments for Node, such as `server/main.ts`. */
  args: string[];
  env: Record<string, string>;
  /** A path that answers 200 when the process is ready. */
  readyPath: string;
  /** Taken when nobody cares which. */
  port?: number;
}

const readyWithinMs = 60_000;
const root = `${import.meta.dirname}/../..`;

/** @throws Error with what the process wrote when it ends or does not become ready. */
export async function startNodeProcess(options: NodeProcessOptions): Promise<NodeProcess> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(process.execPath, options.args, {
    cwd: root,
    env: {
      PATH,
      HOME,
      ...(TMPDIR === undefined ? {} : { TMPDIR }),
      PORT: String(port),
      PUBLIC_URL: url,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const started: NodeProcess = {
    pid: child.pid ?? 0,
    port,
    url,
    child,
    output: () => output,
    end: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const [code, by] = await ended;
      return { code, signal: by };
    },
  };
  await waitUntilReady(started, options.readyPath);
  return started;
}

async function waitUntilReady(started: NodeProcess, readyPath: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const { exitCode, signalCode } = started.child;
    if (exitCode !== null || signalCode !== null) throw new Error(`the process ended: ${started.output()}`);
    const answer = await fetch(started.url + readyPath).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return;
    if (Date.now() > deadline) {
      await started.end('SIGKILL');
      throw new Error(`the process did not become ready: ${started.output()}`);
    }
    await pause(20);
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
