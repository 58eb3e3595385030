import path from 'node:path'
import { signUps, type Entry, type SignUp } from '#domain/identity/entry.ts'
import { cannotStart } from './cannot-start.ts'
import { readBucket, type Bucket } from './files/bucket.ts'

export type Role = 'web' | 'worker' | 'all'

/** Everything an operator can set; docs/operating.md says what each is for. */
export type Settings = {
  port: number
  host: string
  publicUrl: string
  /** Where /metrics is answered, and whether somebody chose that; undefined where it is switched off. */
  metrics: { host: string; port: number; isChosen: boolean } | undefined
  dataDirectory: string
  /** Where uploaded files are, and every node must reach the same; with a bucket, where they arrive. */
  filesDirectory: string
  /** Where uploaded files are instead, if one is named. */
  bucket: Bucket | undefined
  databaseUrl: string | undefined
  role: Role
  postgresBinaries: string | undefined
  logLevel: string
  /** Whether an empty database is filled with the demo; `--empty` leaves it empty. */
  demo: boolean
  /** Signs session cookies; without it one is made at the first start. */
  secret: string | undefined
  /** Whether callers are slowed down who ask too much; load generators switch it off. */
  rateLimits: boolean
  /** Who may make an account, and whether founding the first organization takes the first-run token. */
  entry: Entry
  /** How many proxies stand in front; so many addresses of X-Forwarded-For are believed. */
  trustedProxies: number
}

type Environment = Record<string, string | undefined>

const USUAL_PORT = 4000
const USUAL_METRICS_PORT = 9464
const roles = ['web', 'worker', 'all']
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/** Reads the settings strictly: a value that is not understood stops the program with words, never with a guess. */
export function readSettings(environment: Environment, flags: string[]): Settings {
  const unknown = flags.find((flag) => flag !== '--empty')
  if (unknown !== undefined) throw cannotStart(`Unknown option ${unknown}. The only option is --empty.`)
  const port = readPort(environment, 'PORT') ?? USUAL_PORT
  const host = given(environment, 'HOST') ?? '127.0.0.1'
  const publicUrl = readPublicUrl(environment, host, port)
  const demo = !flags.includes('--empty')
  const dataDirectory = path.resolve(given(environment, 'DOCKET_DATA') ?? path.join(import.meta.dirname, '../../data'))
  if (demo) refusePublicDemo(host)
  return {
    port,
    host,
    publicUrl,
    metrics: readMetrics(environment, port),
    dataDirectory,
    filesDirectory: path.resolve(given(environment, 'DOCKET_FILES') ?? path.join(dataDirectory, 'files')),
    bucket: readBucket((name) => given(environment, name)),
    databaseUrl: readDatabaseUrl(environment),
    role: oneOf(environment, 'ROLE', roles, 'all') as Role,
    postgresBinaries: readPostgresBinaries(environment),
    logLevel: oneOf(environment, 'DOCKET_LOG', logLevels, 'info'),
    demo,
    secret: readSecret(environment),
    rateLimits: oneOf(environment, 'DOCKET_RATE_LIMITS', ['on', 'off'], 'on') === 'on',
    entry: {
      signUp: oneOf(environment, 'SIGN_UP', [...signUps], 'invited') as SignUp,
      needsFirstRunToken: !isLoopback(host) || !isLoopback(new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')),
    },
    trustedProxies: Number(oneOf(environment, 'TRUSTED_PROXIES', ['0', '1', '2', '3', '4', '5'], '0'))
  }
}

/** The demo's password is public, so it may be reached from this machine only. */
export function refusePublicDemo(host: string): void {
  if (isLoopback(host)) return
  throw cannotStart(`The demo has a password everybody knows, so it does not listen on ${host}. `
    + 'Leave HOST at 127.0.0.1, or start without the demo: bin/start --empty (on a database that never held it).')
}

/**
 * What listens on every address has none that people could type, and what the browser says its address is can be anything. Links and
 * sign-in go by one that the operator chose.
 */
export function refuseNoAddress(publicUrl: string): void {
  if (!/^\[?[0:.]+\]?$/.test(new URL(publicUrl).hostname)) return
  throw cannotStart(`Nobody can open ${publicUrl}: that is where Docket listens, on every address of this machine. `
    + 'Set PUBLIC_URL to the address that people type, like http://192.168.1.20:4000 or https://orders.example.com. Links and sign-in go by it.')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

function readPort(environment: Environment, name: string): number | undefined {
  const text = given(environment, name)
  if (text === undefined) return undefined
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port >= 1 && port <= 65_535)) throw cannotStart(`${name} must be a number from 1 to 65535, not "${text}".`)
  return port
}

function readMetrics(environment: Environment, port: number): Settings['metrics'] {
  if (given(environment, 'METRICS_PORT') === 'off') return undefined
  const chosen = readPort(environment, 'METRICS_PORT')
  if (chosen === port) throw cannotStart(`METRICS_PORT must be another port than PORT, ${port}: whoever reaches Docket should not reach its figures.`)
  return { host: given(environment, 'METRICS_HOST') ?? '127.0.0.1', port: chosen ?? USUAL_METRICS_PORT, isChosen: chosen !== undefined }
}

function readPublicUrl(environment: Environment, host: string, port: number): string {
  const text = given(environment, 'PUBLIC_URL')
  if (text === undefined) return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash || url.pathname !== '/') {
    throw cannotStart(`PUBLIC_URL must be the address people type, like https://orders.example.com, not "${text}".`)
  }
  return url.origin
}

function readDatabaseUrl(environment: Environment): string | undefined {
  const text = given(environment, 'DATABASE_URL')
  if (text === undefined || /^postgres(ql)?:\/\//.test(text)) return text
  // The value is not repeated: it may hold a password.
  throw cannotStart('DATABASE_URL must start with postgres:// or postgresql://.')
}

function readSecret(environment: Environment): string | undefined {
  const secret = given(environment, 'DOCKET_SECRET')
  if (secret === undefined || secret.length >= 32) return secret
  throw cannotStart('DOCKET_SECRET must have at least 32 characters. Leave it out, and Docket makes one.')
}

function readPostgresBinaries(environment: Environment): string | undefined {
  const text = given(environment, 'DOCKET_PG_BIN')
  return text === undefined ? undefined : path.resolve(text)
}

function oneOf(environment: Environment, name: string, allowed: string[], otherwise: string): string {
  const text = given(environment, name) ?? otherwise
  if (!allowed.includes(text)) throw cannotStart(`${name} must be one of ${allowed.join(', ')}, not "${text}".`)
  return text
}

/** A setting that is set to nothing counts as not set, as compose files write it. */
function given(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined
}
