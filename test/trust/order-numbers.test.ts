import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'

test('an order that is refused at the last moment makes no number be used twice', async () => {
  const shop = await foundShop(testDatabase())
  const place = (quantity: number) => shop.order({ lines: [{ sku: 'TOTE', quantity }] }).then(({ number }) => number, (error: { slug: string }) => error.slug)
  const answers: string[] = []
  for (let i = 0; i < 25; i++) answers.push(await place(i % 6 === 0 ? 500 : 0.1))
  expect(answers.filter((answer) => !answer.startsWith('S-'))).toEqual(Array(5).fill('insufficient-stock'))
  const numbers = answers.filter((answer) => answer.startsWith('S-'))
  expect(new Set(numbers).size).toBe(20)
})

test('orders placed at once, refused ones among them, have a number each', async () => {
  const shop = await foundShop(testDatabase())
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => shop.order({ lines: [{ sku: 'TOTE', quantity: i % 3 === 0 ? 500 : 0.01 }] })
    .then(({ number }) => number, (error: { slug: string }) => error.slug)))
  expect(answers.filter((answer) => !answer.startsWith('S-'))).toEqual(Array(20).fill('insufficient-stock'))
  expect(new Set(answers.filter((answer) => answer.startsWith('S-'))).size).toBe(40)
})
