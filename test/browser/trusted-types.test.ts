import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { startTestWeb } from '#test/web.ts'
import { openBrowser, violations } from './open-browser.ts'

const web = await startTestWeb(testDatabase())
const browser = await openBrowser()

const attempts = {
  'markup': `document.body.innerHTML = '<img src="x" onerror="alert(1)">'`,
  'markup beside what is there': `document.body.insertAdjacentHTML('beforeend', '<b>bold</b>')`,
  'a document': `new DOMParser().parseFromString('<p>text</p>', 'text/html')`,
  'a script from elsewhere': `document.createElement('script').src = 'https://evil.example/script.js'`,
  'a script made on the spot': `document.createElement('script').src = URL.createObjectURL(new Blob(['alert(1)']))`,
  'a script as text': `document.createElement('script').text = 'alert(1)'`,
}

test.each(['/sign-in', '/intake.html', '/api/docs'])('%s turns no text into markup or a script, not even by another policy', async (path) => {
  const page = await browser.newPage()
  await page.goto(web.address + path)
  await page.getByRole('heading').first().waitFor()
  expect(violations).toEqual([])
  const endOf = (attempt: string) => page.evaluate(`(() => { try { ${attempt}; return 'done' } catch (error) { return error.name } })()`)
  for (const [what, attempt] of Object.entries(attempts)) {
    expect(await endOf(attempt), what).toBe('TypeError')
    await expect.poll(() => violations.splice(0).length, { message: what }).toBe(1)
  }
  expect(await endOf(`trustedTypes.createPolicy('anything', { createHTML: (text) => text })`)).toBe('TypeError')
  expect(await page.evaluate(`(() => { const style = document.createElement('style'); style.innerHTML = 'main > p { color: red }'; return style.textContent })()`)).toBe('main > p { color: red }')
  await page.close()
})
