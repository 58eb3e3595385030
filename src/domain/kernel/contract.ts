import type { z } from 'zod'
import type { Permission } from './permission.ts'

/**
 * What can be asked of Docket, described once: the REST route, the OpenAPI document, the web's client, the permission
 * check and the fuzzer are all read from here.
 */
export type Contract<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  /** `noun.verb` */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Under /api/v1; `{id}` takes a member of the input. For GET and DELETE the rest is the query, otherwise the body. */
  path: string
  summary: string
  /** The permission asked for before the first beat; `signed-in` needs a person but no organization, `public` nobody. */
  permission: Permission | 'signed-in' | 'public'
  /** Whether a caller must name a version (If-Match), or must make asking twice harmless (Idempotency-Key). */
  needs?: readonly ('version' | 'idempotency')[]
  status?: 200 | 201 | 202 | 204
  /** The answer holds something shown once (a key, a link), so it is never kept to be given again. */
  answersSecret?: true
  input: Input
  output: Output
  /** A request body for the reference page, so that its curl line runs as it stands. */
  example?: unknown
}

/** Where everything is asked. */
export const API = '/api/v1'

/** The route of a contract, as the router writes it: `/api/v1/orders/:id`. */
export function routeOf({ path }: Pick<Contract, 'path'>): string {
  return `${API}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
}

export function contract<const C extends Contract>(described: C): C {
  return described
}

export type InputOf<C extends Contract> = z.output<C['input']>
export type AskOf<C extends Contract> = z.input<C['input']>
export type OutputOf<C extends Contract> = z.output<C['output']>
