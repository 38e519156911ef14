import { TRPCError } from '@trpc/server';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { openTestPool, testDatabase } from '../testing/database.ts';
import { appWith } from '../testing/http.ts';
import { appErrorOf } from './errors.ts';

const { sql } = await testDatabase();

async function thrownBy(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('appErrorOf', () => {
  it('carries what an AppError says, also from inside tRPC', () => {
    const error = new AppError('conflict', 'Somebody was faster.', {
      fields: { title: 'changed' },
      data: { version: 3 },
    });
    const expected = { code: 'conflict', status: 409, message: 'Somebody was faster.', fields: { title: 'changed' } };
    expect(appErrorOf(error)).toMatchObject(expected);
    expect(appErrorOf(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error }))).toMatchObject(expected);
  });

  it('names the fields of bad input', () => {
    const { error } = z.strictObject({ subject: z.string() }).safeParse({ subject: 1, extra: true });
    const known = appErrorOf(new TRPCError({ code: 'BAD_REQUEST', cause: error }));
    expect(known).toMatchObject({ code: 'bad_request', status: 400 });
    expect(known.fields).toHaveProperty('subject');
  });

  it.each([
    ['a text with NUL', () => sql`select ${'a\0b'}::text`],
    ['a number out of range', () => sql`select ${'99999999999'}::text::integer`],
    ['a broken search', () => sql`select to_tsquery(${'a & | b'})`],
    [
      'an index entry that is too long',
      () =>
        sql`insert into rate_limit (key, points, window_ends_at)
        select string_agg(md5(n::text), ''), 1, now() from generate_series(1, 500) as n`,
    ],
  ])('takes %s for bad input', async (what, run) => {
    const known = appErrorOf(await thrownBy(run()));
    // 42601 is a fault of whoever built the query from raw input, not of the input.
    expect(known.code).toBe(what === 'a broken search' ? 'internal' : 'bad_request');
  });

  it('says that a cancelled statement is worth another try', async () => {
    const slow = sql.begin(async (tx) => {
      await tx`set local statement_timeout = 10`;
      await tx`select pg_sleep(5)`;
    });
    expect(appErrorOf(await thrownBy(slow))).toMatchObject({ code: 'unavailable', status: 503, retryAfterSeconds: 2 });
  });

  it('says the same of a database that is not there', async () => {
    for (const url of ['postgres://nobody@127.0.0.1:1/none', 'postgres://nobody@127.0.0.1/none?host=/nowhere']) {
      const nowhere = openTestPool(url, 1);
      expect(appErrorOf(await thrownBy(nowhere`select 1`))).toMatchObject({ code: 'unavailable' });
    }
  });

  it('takes a broken unique key for a race', async () => {
    const insert = sql`insert into rate_limit (key, points, window_ends_at) values ('a', 1, now()), ('a', 1, now())`;
    expect(appErrorOf(await thrownBy(insert))).toMatchObject({ code: 'conflict', status: 409 });
  });

  it('tells nothing of what nobody expected', async () => {
    const wrongSql = await thrownBy(sql`select * from no_such_table`);
    for (const error of [wrongSql, new Error('/etc/secret'), 'thrown text', null, undefined]) {
      const { message, ...rest } = appErrorOf(error);
      expect(rest).toEqual({ code: 'internal', status: 500 });
      expect(message).toBe('Something went wrong on our side. Try again in a moment.');
    }
  });

  it('does not repeat what tRPC says about the input', () => {
    const known = appErrorOf(new TRPCError({ code: 'NOT_FOUND', message: 'No procedure on path "<script>"' }));
    expect(known).toEqual({ code: 'not_found', status: 404, message: 'There is no such procedure.' });
  });
});

describe('answerError', () => {
  const failing = (error: unknown): Promise<Response> =>
    Promise.resolve(
      appWith([], () => {
        throw error;
      }).request('/'),
    );

  it('answers the contract’s shape', async () => {
    const answer = await failing(new AppError('rate_limited', 'Wait.', { retryAfterSeconds: 7 }));
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await answer.json()).toEqual({ code: 'rate_limited', message: 'Wait.' });
  });

  it('keeps the status of Hono’s own refusals', async () => {
    expect((await failing(new HTTPException(404, { message: 'Nothing here.' }))).status).toBe(404);
  });
});
