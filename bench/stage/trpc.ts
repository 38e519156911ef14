// Single calls of procedures, to set a stage; what is measured goes through the generator.

export interface Caller {
  url: string;
  headers: Record<string, string>;
}

/** @throws Error with the answer when it is not 200. */
export async function query<Output>({ url, headers }: Caller, procedure: string, input?: unknown): Promise<Output> {
  return read<Output>(await fetch(url + queryPath(procedure, input), { headers }));
}

/** @throws Error with the answer when it is not 200. */
export async function mutate<Output>({ url, headers }: Caller, procedure: string, input: unknown): Promise<Output> {
  const response = await fetch(`${url}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
  return read<Output>(response);
}

export function queryPath(procedure: string, input?: unknown): string {
  const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return `/trpc/${procedure}${search}`;
}

async function read<Output>(response: Response): Promise<Output> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 500)}`);
  return (JSON.parse(text) as { result: { data: Output } }).result.data;
}
