// An S3 server for a test: in this process, in memory, over real HTTP.
import { startFauxqs } from 'fauxqs';
import { afterAll } from 'vitest';

export interface TestS3 {
  /** For FILES_URL. */
  url: string;
  /** Ends it; its address refuses connections from then on. */
  stop(): Promise<void>;
}

/** Ended after the file's tests at the latest. */
export async function testS3(bucket = 'deskbell-files'): Promise<TestS3> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  server.createBucket(bucket);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= server.stop());
  afterAll(stop);
  const endpoint = encodeURIComponent(`http://127.0.0.1:${server.port}`);
  return { url: `s3://test:test-secret@${bucket}?endpoint=${endpoint}&region=eu-central-1`, stop };
}
