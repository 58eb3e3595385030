import { expect, test } from 'vitest'
import { addressOf } from './files/bucket.ts'
import { readSettings, refuseNoAddress } from './settings.ts'

const aBucket = { DOCKET_S3_BUCKET: 'photos', DOCKET_S3_KEY_ID: 'AKEXAMPLE', DOCKET_S3_SECRET: 'hidden/away' }

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

test.each([{ HOST: '0.0.0.0' }, { HOST: '::' }, { HOST: '0' }, { PUBLIC_URL: 'http://0.0.0.0:8080' }])('%o leaves people no address to type', (environment) => {
  expect(() => refuseNoAddress(readSettings(environment, ['--empty']).publicUrl)).toThrow('Set PUBLIC_URL')
})

test.each([{}, { HOST: '10.0.0.5' }, { HOST: '::1' }, { HOST: '0.0.0.0', PUBLIC_URL: 'https://orders.example.com' }])('%o is an address people can type', (environment) => {
  expect(() => refuseNoAddress(readSettings(environment, ['--empty']).publicUrl)).not.toThrow()
})

test.each([
  [{ PORT: '80a' }, 'PORT must be a number'],
  [{ PORT: '70000' }, 'PORT must be a number'],
  [{ PORT: '0' }, 'PORT must be a number'],
  [{ PORT: '-1' }, 'PORT must be a number'],
  [{ ROLE: 'both' }, 'ROLE must be one of web, worker, all'],
  [{ METRICS_PORT: 'on' }, 'METRICS_PORT must be a number'],
  [{ METRICS_PORT: '4000' }, 'METRICS_PORT must be another port than PORT'],
  [{ SIGN_UP: 'closed' }, 'SIGN_UP must be one of open, invited'],
  [{ PUBLIC_URL: 'orders.example.com' }, 'PUBLIC_URL must be'],
  [{ PUBLIC_URL: 'https://example.com/docket' }, 'PUBLIC_URL must be'],
  [{ DOCKET_LOG: 'loud' }, 'DOCKET_LOG must be one of'],
  [{ DOCKET_S3_ENDPOINT: 'https://s3.example.com' }, 'DOCKET_S3_ENDPOINT is set and DOCKET_S3_BUCKET is not'],
  [{ DOCKET_S3_BUCKET: 'Photos of all' }, 'DOCKET_S3_BUCKET must be the name of a bucket'],
  [{ DOCKET_S3_BUCKET: 'photos', DOCKET_S3_KEY_ID: 'AK' }, 'DOCKET_S3_BUCKET is set and DOCKET_S3_SECRET is not'],
  [{ ...aBucket, DOCKET_S3_PATH_STYLE: 'yes' }, 'DOCKET_S3_PATH_STYLE must be one of on, off'],
  [{ ...aBucket, DOCKET_S3_PREFIX: '../other' }, 'DOCKET_S3_PREFIX must be like a folder'],
  [{ ...aBucket, DOCKET_S3_REGION: 'Frankfurt am Main' }, 'DOCKET_S3_REGION must be the name of a region']
])('refuses %o in words', (environment, words) => {
  expect(() => readSettings(environment, [])).toThrow(words)
})

test('a bucket is named, and the rest of it is as stores have it', () => {
  expect(readSettings(aBucket, []).bucket).toEqual({ name: 'photos', endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1', keyId: 'AKEXAMPLE', secret: 'hidden/away', pathStyle: true, prefix: '' })
  const other = readSettings({ ...aBucket, DOCKET_S3_ENDPOINT: 'http://minio:9000/', DOCKET_S3_PREFIX: 'docket/one/', DOCKET_S3_PATH_STYLE: 'off' }, []).bucket
  expect(other).toMatchObject({ endpoint: 'http://minio:9000', prefix: 'docket/one/' })
  expect(other && addressOf(other)).toBe('http://photos.minio:9000/')
  expect(readSettings({}, []).bucket).toBeUndefined()
})

test('a refused address of a store is not repeated, because it may hold a key', () => {
  expect(() => readSettings({ ...aBucket, DOCKET_S3_ENDPOINT: 'https://AK:secret@s3.example.com' }, [])).toThrow(/^((?!:secret).)*$/)
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

test('metrics are answered on loopback, on a port of their own, unless somebody says otherwise', () => {
  expect(readSettings({}, []).metrics).toEqual({ host: '127.0.0.1', port: 9464, isChosen: false })
  expect(readSettings({ METRICS_PORT: '9000', METRICS_HOST: '10.0.0.5' }, []).metrics).toEqual({ host: '10.0.0.5', port: 9000, isChosen: true })
  expect(readSettings({ METRICS_PORT: 'off' }, []).metrics).toBeUndefined()
})

test('people come by invitation, and wherever strangers could reach the port the first organization takes a token', () => {
  expect(readSettings({}, []).entry).toEqual({ signUp: 'invited', needsFirstRunToken: false })
  expect(readSettings({ SIGN_UP: 'open' }, []).entry.signUp).toBe('open')
  for (const exposed of [{ HOST: '0.0.0.0' }, { HOST: '::' }, { PUBLIC_URL: 'https://orders.example.com' }]) {
    expect(readSettings(exposed, ['--empty']).entry.needsFirstRunToken).toBe(true)
  }
  for (const own of [{ HOST: '::1' }, { HOST: 'localhost' }, { PUBLIC_URL: 'http://127.0.0.1:9000' }]) {
    expect(readSettings(own, ['--empty']).entry.needsFirstRunToken).toBe(false)
  }
})
