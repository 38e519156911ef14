// Reads server-sent events from a fetch answer, so that secrets can travel in headers, which EventSource does not allow.

export interface ServerEvent {
  /** `message` when the server named none. */
  type: string;
  data: string;
  id: string | null;
}

/** How long a stream may be silent before it counts as broken, until the server says otherwise. */
const silenceMs = 60_000;

/**
 * The events of an answer, until it ends.
 *
 * @throws TypeError when the connection breaks, also after a silence that is longer than the server's pings
 */
export async function* readEvents(answer: Response): AsyncGenerator<ServerEvent, void> {
  if (answer.body === null) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let patienceMs = silenceMs;
  try {
    for (;;) {
      const { done, value } = await withPatience(reader.read(), patienceMs);
      if (done) return;
      // A carriage return alone ends a line too, by the specification; ours sends line feeds.
      const blocks = (text + value).split(/\n\n+/);
      text = blocks.pop() ?? '';
      for (const event of blocks.flatMap(parseBlock)) {
        if (event.type === 'connected') patienceMs = patienceOf(event.data) ?? patienceMs;
        yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string): ServerEvent[] {
  const event: ServerEvent = { type: 'message', data: '', id: null };
  let isEvent = false;
  for (const line of block.split('\n')) {
    const [, name, value = ''] = /^(\w+):? ?(.*)$/.exec(line) ?? [];
    if (name === 'event') event.type = value;
    else if (name === 'data') event.data += (event.data === '' ? '' : '\n') + value;
    else if (name === 'id') event.id = value;
    else continue;
    isEvent = true;
  }
  return isEvent ? [event] : [];
}

function patienceOf(data: string): number | undefined {
  return (JSON.parse(data) as { reconnectAfterInactivityMs?: number }).reconnectAfterInactivityMs;
}

async function withPatience<T>(promise: Promise<T>, patienceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TypeError('the stream fell silent')), patienceMs);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
