import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { freePort, launch, printedAddress } from '#test/trust/docket.ts'
import { openBrowser } from './open-browser.ts'

export type Look = { width?: number; height?: number; scheme?: 'light' | 'dark' }
export type Api = <T = { id: string; number: string }>(method: string, path: string, body?: unknown) => Promise<T>
export type Story = {
  address: string
  /** What it told on standard error. */
  said(): string
  browser: Browser
  /** A browser of somebody of their own: other cookies, other window. */
  openContext(look?: Look): Promise<BrowserContext>
  /** The demo's owner at that page, in a browser of their own. */
  openPage(path: string, look?: Look): Promise<Page>
  /** Asks the REST API with a key that this organization made for a program. */
  openApi(organization: string, name: string): Promise<Api>
}

const patience = 20_000

/** The whole program on a directory of its own, with the demo unless `--empty` is asked for, and a browser in front of it. */
export async function startStory(flags: string[] = [], environment: (port: string) => Record<string, string> = () => ({})): Promise<Story> {
  const data = await mkdtemp(path.join(tmpdir(), 'docket-story-'))
  const port = String(await freePort())
  const { child, said } = launch(data, { PORT: port, METRICS_PORT: 'off', DOCKET_RATE_LIMITS: 'off', ...environment(port) }, flags)
  const closed = once(child, 'close')
  afterAll(async () => {
    child.kill('SIGTERM')
    await closed
    await rm(data, { recursive: true, force: true })
  })
  const [address, browser] = await Promise.all([
    Promise.race([printedAddress(child.stdout), closed.then(() => { throw new Error(said()) })]),
    openBrowser(),
  ])
  let signedIn: Awaited<ReturnType<BrowserContext['storageState']>> | undefined

  const openContext: Story['openContext'] = async ({ width = 1440, height = 900, scheme = 'light' } = {}) => {
    const context = await browser.newContext({ baseURL: address, viewport: { width, height }, colorScheme: scheme, ...(signedIn && { storageState: signedIn }) })
    context.setDefaultTimeout(patience)
    return context
  }
  const openPage: Story['openPage'] = async (to, look) => {
    const page = await (await openContext(look)).newPage()
    if (!signedIn) {
      await signInToDemo(page)
      signedIn = await page.context().storageState()
    }
    await page.goto(to)
    await page.locator('h1').first().waitFor()
    return page
  }
  const openApi: Story['openApi'] = async (organization, name) => {
    const page = await openPage(`/${organization}/settings/api-keys`)
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.getByRole('button', { name: 'Make the key' }).click()
    const key = await page.locator('[data-secret]').innerText()
    await page.context().close()
    return (method, to, body) => ask(`${address}/api/v1${to}`, key, method, body)
  }
  return { address, said, browser, openContext, openPage, openApi }
}

async function signInToDemo(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Fill in' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/orders/)
  // What one shows on the first page is the browser's to remember, and each story begins with one that remembers nothing.
  await page.evaluate('localStorage.clear()')
}

async function ask<T>(url: string, key: string, method: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${text}`)
  return JSON.parse(text) as T
}
