// The REST operations: every procedure that names a method and a path, read once from the router.
import type { AnyRouter } from '@trpc/server';
import { z } from 'zod';
import type { Meta } from '../trpc.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
/** What a query string's text stands for. */
export type TextKind = 'text' | 'number' | 'boolean' | 'list';

export interface Operation {
  /** The procedure, such as `tickets.create`. */
  procedure: string;
  method: Method;
  /** In the notation of the HTTP router: `/tickets/:ref`. */
  path: string;
  /** 201 for what creates, 200 for the rest. */
  successStatus: 200 | 201;
  /** How each field reads in a query string; other fields are refused by the procedure. */
  queryKinds: ReadonlyMap<string, TextKind>;
}

interface ProcedureDef {
  meta?: Meta;
  inputs: unknown[];
}

/** @throws Error for two procedures of one method and path: a mistake of ours. */
export function operationsOf(router: AnyRouter): Operation[] {
  const procedures = router._def.procedures as Record<string, { _def: ProcedureDef }>;
  const operations = Object.entries(procedures).flatMap(([procedure, { _def }]) => {
    const rest = _def.meta?.openapi;
    if (rest === undefined) return [];
    const path = rest.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const successStatus = rest.successDescription === 'Created' ? 201 : 200;
    return [{ procedure, method: rest.method, path, successStatus, queryKinds: kindsOf(_def.inputs[0]) } as const];
  });
  const names = operations.map(({ method, path }) => `${method} ${path}`);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) throw new Error(`two procedures answer ${double}`);
  return operations;
}

function kindsOf(input: unknown): Map<string, TextKind> {
  const object = input instanceof z.ZodOptional ? input.unwrap() : input;
  if (!(object instanceof z.ZodObject)) return new Map();
  const schema = z.toJSONSchema(object, { io: 'input', unrepresentable: 'any' });
  const fields = Object.entries(schema.properties ?? {});
  return new Map(fields.map(([name, field]) => [name, typeof field === 'object' ? kindOf(field.type) : 'text']));
}

function kindOf(type: unknown): TextKind {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'boolean';
  return type === 'array' ? 'list' : 'text';
}
