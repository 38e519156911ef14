import { describe, expect, test } from 'vitest';
import { AppError, errorCodes, httpStatusOf, isErrorCode } from './errors.ts';

describe('the list of codes', () => {
  test.each([
    ['bad_request', 400],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['too_large', 413],
    ['unsupported_media_type', 415],
    ['unprocessable', 422],
    ['rate_limited', 429],
    ['internal', 500],
    ['unavailable', 503],
  ] as const)('%s answers %i', (code, status) => {
    expect(httpStatusOf(code)).toBe(status);
    expect(errorCodes).toContain(code);
  });

  test('no code shares its status with another', () => {
    expect(new Set(errorCodes.map(httpStatusOf)).size).toBe(errorCodes.length);
  });

  test.each(['toString', '__proto__', 'constructor', '', 'Not_Found'])('%j is no code', (text) => {
    expect(isErrorCode(text)).toBe(false);
  });
});

describe('AppError', () => {
  test('carries what the caller needs and keeps the cause for the log', () => {
    const cause = new Error('socket closed');
    const error = new AppError('rate_limited', 'Too many tickets. Try again in a minute.', {
      fields: { email: 'Too many today.' },
      retryAfterSeconds: 60,
      data: { limit: 5 },
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'rate_limited',
      message: 'Too many tickets. Try again in a minute.',
      fields: { email: 'Too many today.' },
      retryAfterSeconds: 60,
      data: { limit: 5 },
      cause,
    });
  });

  test('has no details unless they are given', () => {
    const error = new AppError('not_found', 'There is no such ticket.');
    expect(error.fields).toBeUndefined();
    expect(error.retryAfterSeconds).toBeUndefined();
    expect(error.data).toBeUndefined();
    expect('cause' in error).toBe(false);
  });
});
