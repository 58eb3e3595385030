import { execFileSync } from 'node:child_process'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, expect } from 'vitest'

/** What pages of this test file did against their Content-Security-Policy, as the browser complained of it. None is left at its end. */
export const violations: string[] = []

/** The machine's own Chromium, closed when the test file is done. No page in it may have broken its own policy by then. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = ['chromium', 'chromium-browser', 'google-chrome'].map(find).find((path) => path !== undefined)
  if (executablePath === undefined) throw new Error('Chromium is missing. Install it with: apt-get install chromium')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  browser.on('context', (context) => {
    context.on('console', (message) => {
      if (/Content Security Policy|'Trusted[A-Za-z]+'/.test(message.text())) violations.push(`${message.location().url} ${message.text()}`)
    })
  })
  afterAll(async () => {
    await browser.close()
    expect(violations).toEqual([])
  })
  return browser
}

function find(name: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
