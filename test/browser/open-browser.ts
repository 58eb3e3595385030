import { execFileSync } from 'node:child_process'
import { chromium, type Browser } from 'playwright-core'
import { afterAll } from 'vitest'

/** The machine's own Chromium, closed when the test file is done. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = ['chromium', 'chromium-browser', 'google-chrome'].map(find).find((path) => path !== undefined)
  if (executablePath === undefined) throw new Error('Chromium is missing. Install it with: apt-get install chromium')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  afterAll(() => browser.close())
  return browser
}

function find(name: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
