import { afterAll } from 'vitest'
import { openMetrics, type Metrics } from '#channels/api/metrics.ts'
import { startWeb } from '#channels/api/server.ts'
import type { Entry } from '#domain/identity/entry.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import type { Database } from '#platform/database.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { openLog } from '#platform/log.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { operations, personOperations } from '#src/operations.ts'
import { testFiles } from './files.ts'
import type { TestOrganization } from './found-organization.ts'

export type Answered = { status: number; headers: Headers; text: string; json: Record<string, unknown> }
export type Request = { body?: unknown; raw?: string | Uint8Array; headers?: Record<string, string>; key?: string }
export type TestWeb = { address: string; ask(method: string, path: string, request?: Request): Promise<Answered>; stop(): Promise<void> }

/** The web of this test file, on a port of its own, without limits and open to whoever signs up, unless asked for. */
export async function startTestWeb(database: Database, options: { rateLimits?: boolean; trustedProxies?: number; heartbeatMilliseconds?: number; files?: FileStore; metrics?: Metrics; entry?: Entry; operations?: Operation[]; port?: number } = {}): Promise<TestWeb> {
  const web = await startWeb({
    ...(options.heartbeatMilliseconds ? { heartbeatMilliseconds: options.heartbeatMilliseconds } : {}),
    database, metrics: options.metrics ?? openMetrics(database), files: options.files ?? await testFiles(), operations: options.operations ?? operations, personOperations, log: openLog(process.env['DOCKET_LOG'] ?? 'fatal', { readable: true }),
    settings: { host: '127.0.0.1', port: options.port ?? 0, publicUrl: 'http://127.0.0.1:4000', rateLimits: options.rateLimits ?? false, trustedProxies: options.trustedProxies ?? 0, entry: options.entry ?? { signUp: 'open', needsFirstRunToken: false } },
  })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= web.stop())
  afterAll(stop)
  return { address: web.address, stop, ask: (method, path, request) => ask(web.address, method, path, request) }
}

async function ask(address: string, method: string, path: string, { body, raw, headers = {}, key }: Request = {}): Promise<Answered> {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(address + path, {
    method,
    headers: { ...(content === undefined ? {} : { 'content-type': 'application/json' }), ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers },
    ...(content === undefined ? {} : { body: content as string }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, text, json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} }
}

/** An API key of that role. */
export async function testKey(database: Database, organization: TestOrganization, role: Role): Promise<string> {
  const { key } = await perform(database, createApiKey, organization.caller('owner'), { name: `Test ${role}`, role })
  if (!key) throw new Error('The key was not shown')
  return key
}
