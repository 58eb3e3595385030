import { pino } from 'pino'
import type { Logger } from 'pino'

export type Log = Logger

/** Everything that could carry a secret or a person into the log is cut out here, whatever the caller passes. */
const redacted = [
  'password', 'token', 'key', 'secret', 'email', 'phone', 'authorization', 'cookie',
  '*.password', '*.token', '*.key', '*.secret', '*.email', '*.phone', '*.authorization', '*.cookie',
  'req.headers', 'res.headers', 'err.parameters', 'err.detail', 'err.where'
]

/** The program's log: one JSON object a line, or a short readable line when a person is watching. */
export function openLog(level: string, options: { readable: boolean }): Log {
  const settings = {
    level,
    base: undefined,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redacted, censor: '…' },
    serializers: { req: describeRequest, err: describeError }
  }
  return options.readable ? pino(settings, { write: (line: string) => process.stdout.write(readable(line)) }) : pino(settings)
}

/** The path without its query: searches and customer links carry people and secrets there. */
function describeRequest(request: { id?: string, method?: string, url?: string }) {
  return { id: request.id, method: request.method, path: request.url?.split('?')[0] }
}

/** PostgreSQL repeats the offending values in `detail` and `where`, so an error is named, never copied whole. */
function describeError(error: Error & { code?: string, table?: string, constraint?: string }) {
  return {
    type: error.name,
    message: error.message,
    code: error.code,
    table: error.table,
    constraint: error.constraint,
    stack: error.stack
  }
}

function readable(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>
  const facts = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
  const stack = err && typeof err === 'object' && 'stack' in err ? `\n${String(err.stack)}` : ''
  return `${String(time).slice(11, 19)} ${level === 'info' ? '' : `${String(level)}: `}${String(msg)}${facts}${stack}\n`
}
