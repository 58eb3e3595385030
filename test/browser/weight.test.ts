import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
await (await story.openPage('/media-studio/orders')).context().close()
const budget = 270 * 1024

test.each(['assistant-shop', 'media-studio'])('the first order list %s shows a member loads at most 270 KB of gzipped JavaScript', async (organization) => {
  const page = await (await story.openContext()).newPage()
  const inspector = await page.context().newCDPSession(page)
  const scripts = new Map<string, string>()
  const sizes: Record<string, number> = {}
  inspector.on('Network.responseReceived', ({ requestId, type, response }) => type === 'Script' && scripts.set(requestId, response.url))
  inspector.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const url = scripts.get(requestId)
    if (url) sizes[new URL(url).pathname] = (sizes[new URL(url).pathname] ?? 0) + encodedDataLength
  })
  await inspector.send('Network.enable')
  await inspector.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto(`/${organization}/orders`)
  await page.getByRole('row').nth(3).waitFor()
  // Whatever is fetched ahead for the next click counts too.
  await page.waitForLoadState('load')
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  expect(Object.keys(sizes).length).toBeGreaterThan(3)
  expect(total, JSON.stringify(sizes, undefined, 2)).toBeLessThanOrEqual(budget)
})
