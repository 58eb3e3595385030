import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { findProcess } from '#platform/postgres/processes.ts'
import { patience } from '#test/patience.ts'
import { fastest } from '#test/took.ts'
import { launch, startDocket } from './docket.ts'
import { serverPid, temporaryDirectory } from './embedded.ts'

test('Docket starts, answers, drains on SIGTERM within ten seconds and leaves nothing running', async () => {
  const docket = await startDocket(await temporaryDirectory())
  expect((await fetch(`${docket.address}/healthz`)).status).toBe(200)
  const server = await serverPid(docket.ownerUrl)
  const asked = Date.now()
  expect(await docket.kill('SIGTERM')).toBe(0)
  expect(Date.now() - asked).toBeLessThan(10_000)
  expect(findProcess(server)).toBeUndefined()
})

test('after kill -9 of PostgreSQL Docket is ready again by itself', async () => {
  const docket = await startDocket(await temporaryDirectory())
  const server = await serverPid(docket.ownerUrl)
  process.kill(server, 'SIGKILL')
  await vi.waitUntil(async () => await serverPid(docket.ownerUrl).catch(() => server) !== server, patience)
  await vi.waitUntil(async () => (await fetch(`${docket.address}/readyz`)).ok, patience)
})

test('after kill -9 of Docket the next one is there within four seconds, on the same server', async () => {
  const data = await temporaryDirectory()
  let docket = await startDocket(data)
  const server = await serverPid(docket.ownerUrl)
  expect(await fastest(3, 4_000, async () => {
    await docket.kill('SIGKILL')
    docket = await startDocket(data)
    expect((await fetch(`${docket.address}/readyz`)).status).toBe(200)
  })).toBeLessThan(4_000)
  expect(await serverPid(docket.ownerUrl)).toBe(server)
})

test('two nodes share one PostgreSQL through DATABASE_URL, and either may be killed', async () => {
  const first = await startDocket(await temporaryDirectory())
  const second = await startDocket(await temporaryDirectory(), { DATABASE_URL: first.ownerUrl })
  expect((await fetch(`${second.address}/readyz`)).status).toBe(200)
  await second.kill('SIGKILL')
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
})

test.each([
  [{ HOST: '0.0.0.0' }, [], 'does not listen on 0.0.0.0'],
  [{ HOST: '0.0.0.0' }, ['--empty'], 'Set PUBLIC_URL to the address that people type'],
  [{ PORT: 'http' }, ['--empty'], 'PORT must be a number'],
  [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, ['--empty'], 'The PostgreSQL of DATABASE_URL does not answer'],
  [{ DOCKET_PG_BIN: '/nowhere' }, ['--empty'], 'There is no PostgreSQL in /nowhere'],
  [{}, ['--full'], 'Unknown option --full']
])('with %o %o Docket says what is wrong and stops', async (environment, flags, words) => {
  const { child, said } = launch(await temporaryDirectory(), environment, flags)
  expect(await once(child, 'close')).toEqual([1, null])
  expect(said()).toContain(words)
  expect(said()).not.toContain('    at ')
})
