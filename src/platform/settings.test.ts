import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('without any setting Docket listens on loopback with the demo', () => {
  expect(readSettings({}, [])).toMatchObject({
    port: 4000, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:4000', role: 'all', demo: true, databaseUrl: undefined
  })
})

test('the demo listens on loopback only', () => {
  expect(() => readSettings({ HOST: '0.0.0.0' }, [])).toThrow('does not listen on 0.0.0.0')
  expect(readSettings({ HOST: 'localhost' }, []).host).toBe('localhost')
  expect(readSettings({ HOST: '0.0.0.0' }, ['--empty'])).toMatchObject({ host: '0.0.0.0', demo: false })
})

test.each([
  [{ PORT: '80a' }, 'PORT must be a number'],
  [{ PORT: '70000' }, 'PORT must be a number'],
  [{ PORT: '0' }, 'PORT must be a number'],
  [{ PORT: '-1' }, 'PORT must be a number'],
  [{ ROLE: 'both' }, 'ROLE must be one of web, worker, all'],
  [{ PUBLIC_URL: 'orders.example.com' }, 'PUBLIC_URL must be'],
  [{ PUBLIC_URL: 'https://example.com/docket' }, 'PUBLIC_URL must be'],
  [{ DOCKET_LOG: 'loud' }, 'DOCKET_LOG must be one of']
])('refuses %o in words', (environment, words) => {
  expect(() => readSettings(environment, [])).toThrow(words)
})

test('a refused DATABASE_URL is not repeated, because it may hold a password', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://root:secret@db/x' }, [])).toThrow(/^((?!secret).)*$/)
})

test('an unknown option is refused', () => {
  expect(() => readSettings({}, ['--emtpy'])).toThrow('Unknown option --emtpy')
})

test('a setting set to nothing counts as not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: ' ' }, [])).toMatchObject({ port: 4000, databaseUrl: undefined })
})

test('a secret that could be guessed is refused', () => {
  expect(() => readSettings({ DOCKET_SECRET: 'short' }, [])).toThrow('at least 32 characters')
  expect(readSettings({ DOCKET_SECRET: 'x'.repeat(32) }, [])).toMatchObject({ secret: 'x'.repeat(32) })
  expect(readSettings({}, [])).toMatchObject({ secret: undefined })
})
