import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

/** What a line written by this code looks like to whoever collects the logs. */
function logged(code: string): string {
  const module = path.join(import.meta.dirname, 'log.ts')
  const program = `import { openLog } from ${JSON.stringify(module)}\nconst log = openLog('info', { readable: false })\n${code}`
  return execFileSync(process.execPath, ['--input-type=module-typescript', '-e', program], { encoding: 'utf8' })
}

test('a line is JSON with a time and a level in words', () => {
  expect(JSON.parse(logged(`log.info({ orders: 3 }, 'Relayed.')`))).toMatchObject({ level: 'info', orders: 3, msg: 'Relayed.' })
})

test('people and secrets do not reach the log', () => {
  const line = logged(`log.info({ email: 'ada@example.com', body: { password: 'hunter2', phone: '+4512345678' } }, 'Tried.')`)
  expect(line).not.toMatch(/ada@|hunter2|45123/)
})

test('a request is logged without its query and headers', () => {
  const line = logged(`log.info({ req: { id: 'r1', method: 'GET', url: '/api/v1/orders?q=ada%40example.com',
    headers: { authorization: 'Bearer secret' } } }, 'Answered.')`)
  expect(JSON.parse(line).req).toEqual({ id: 'r1', method: 'GET', path: '/api/v1/orders' })
  expect(line).not.toMatch(/ada|secret/)
})

test('a database error is named without the values it repeats', () => {
  const line = logged(`const error = Object.assign(new Error('duplicate key value'), { code: '23505',
    detail: 'Key (email)=(ada@example.com) already exists.', table: 'customers' })
    log.error({ err: error }, 'Refused.')`)
  expect(JSON.parse(line).err).toMatchObject({ code: '23505', table: 'customers' })
  expect(line).not.toContain('ada@')
})
