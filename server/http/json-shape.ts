// The shape of JSON is checked on its text, before it is parsed: what is too deep, too wide or ambiguous goes no further.
import type { MiddlewareHandler } from 'hono';
import { AppError } from '#shared/errors.ts';

const depthMax = 32;
const keysMax = 10_000;

export interface JsonShapeOptions {
  /** Paths whose bodies have no limit yet, such as uploads: to look at one means to read it whole. */
  except?: (path: string) => boolean;
}

/**
 * Guards bodies of `application/json` and the `input` of a query.
 *
 * @throws AppError bad_request
 */
export function jsonShape({ except = () => false }: JsonShapeOptions = {}): MiddlewareHandler {
  return async (c, next) => {
    if (except(c.req.path)) return next();
    const input = c.req.query('input');
    if (input !== undefined) checkJsonShape(input);
    if (isJson(c.req.header('content-type')) && c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      // Hono keeps the text: the room's own reading costs nothing more.
      checkJsonShape(await c.req.text());
    }
    return next();
  };
}

/**
 * Refuses depth over 32, more than 10,000 keys, a key twice in one object, `__proto__`, and numbers that JavaScript
 * would change (1e999, 2^53 + 1). Whether the text is JSON at all is the parser's business.
 *
 * @throws AppError bad_request
 */
export function checkJsonShape(text: string): void {
  /** One entry a level: the keys of an object, null for an array. */
  const levels: (Set<string> | null)[] = [];
  let keys = 0;
  for (let at = 0; at < text.length;) {
    const char = text.charCodeAt(at);
    if (char === quote) {
      const end = stringEnd(text, at);
      const level = levels.at(-1);
      if (level != null && isKey(text, end)) {
        if (++keys > keysMax) throw refusal(`more than ${keysMax} keys`);
        addKey(level, text.slice(at, end));
      }
      at = end;
    } else if (char === openBrace || char === openBracket) {
      levels.push(char === openBrace ? new Set() : null);
      if (levels.length > depthMax) throw refusal(`more than ${depthMax} levels`);
      at++;
    } else if (char === closeBrace || char === closeBracket) {
      levels.pop();
      at++;
    } else if (char === minus || (char >= zero && char <= nine)) {
      const end = numberEnd(text, at);
      checkNumber(text.slice(at, end));
      at = end;
    } else {
      at++;
    }
  }
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket, colon, minus, zero, nine] = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  '-',
  '0',
  '9',
].map((char) => char.charCodeAt(0)) as [number, number, number, number, number, number, number, number, number, number];

/** @returns The index after the closing quote. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === backslash) at++;
    else if (char === quote) return at + 1;
  }
  return text.length;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === colon;
}

/** @param literal With its quotes; two spellings of one key are the same key. */
function addKey(keys: Set<string>, literal: string): void {
  const key = literal.includes('\\') ? unescaped(literal) : literal.slice(1, -1);
  if (key === '__proto__') throw refusal('a key that is not allowed');
  if (keys.has(key)) throw refusal('a key twice in one object');
  keys.add(key);
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    throw refusal('a malformed key');
  }
}

function numberEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && /[\d.eE+-]/.test(text.charAt(at))) at++;
  return at;
}

function checkNumber(literal: string): void {
  const value = Number(literal);
  if (!Number.isFinite(value)) throw refusal('a number that is out of range');
  if (/^-?\d+$/.test(literal) && !Number.isSafeInteger(value)) throw refusal('a whole number that is out of range');
}

const isJson = (type: string | undefined): boolean => /^application\/(?:[\w.+-]+\+)?json\b/i.test(type ?? '');
const refusal = (what: string): AppError => new AppError('bad_request', `The JSON has ${what}.`);
