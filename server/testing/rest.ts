// A program that calls the REST API.
import type { Hono } from 'hono';
import { expect } from 'vitest';
import { type ApiScope, apiScopes } from '#shared/permissions/actions.ts';
import type { Deps } from '../deps.ts';
import { type Answer, type Call, countRows, type HttpClient, programClient } from './http-app.ts';

export interface RestApi {
  client: HttpClient;
  get<Data>(path: string, call?: Call): Promise<Answer<Data>>;
  post<Data>(path: string, body?: unknown, call?: Call): Promise<Answer<Data>>;
  patch<Data>(path: string, body?: unknown, call?: Call): Promise<Answer<Data>>;
  put<Data>(path: string, body?: unknown, call?: Call): Promise<Answer<Data>>;
  delete<Data>(path: string, call?: Call): Promise<Answer<Data>>;
  /**
   * Expects a call to be refused: with this status, in the contract's shape, and without a row more or less than before.
   * @param field The input's field that the answer must name.
   */
  refused(call: () => Promise<Answer>, status: number, field?: string): Promise<Answer>;
}

/** @param scopes Of the program's new key. */
export async function restApi(
  deps: Deps,
  app: Hono,
  workspaceId: string,
  scopes: readonly ApiScope[] = apiScopes,
): Promise<RestApi> {
  const client = await programClient(deps, app, workspaceId, scopes);
  const withBody =
    (method: string) =>
    <Data>(path: string, body: unknown = {}, call: Call = {}) =>
      client.send<Data>(`/api/v1${path}`, { method, body, ...call });
  const without =
    (method: string) =>
    <Data>(path: string, call: Call = {}) =>
      client.send<Data>(`/api/v1${path}`, { method, ...call });
  return {
    client,
    get: without('GET'),
    delete: without('DELETE'),
    post: withBody('POST'),
    patch: withBody('PATCH'),
    put: withBody('PUT'),
    refused: async (call, status, field) => {
      const before = await countRows(deps.sql);
      const answer = await call();
      expect(answer.status, answer.text).toBe(status);
      const names = Object.keys(answer.body as object).filter((name) => name !== 'requestId');
      expect(['code', 'message', 'fields', 'current']).toEqual(expect.arrayContaining(names));
      expect(answer.code).not.toBeNull();
      if (field !== undefined) expect(Object.keys(answer.fields)).toContain(field);
      expect(await countRows(deps.sql)).toEqual(before);
      return answer;
    },
  };
}
