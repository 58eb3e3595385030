import { placeOrder } from '#features/orders/place-order.ts'
import { perform } from '#platform/operation.ts'
import { askMany } from './ask-many.ts'
import { machine, sampleOrder, setStage } from './stage.ts'

// One transition over HTTP: confirming orders that were placed before the clock started, each once.
const COUNT = Number(process.argv[2] ?? 4000)
const CONNECTIONS = 16

const stage = await setStage()
try {
  console.log(machine())
  const ids: string[] = []
  for (let i = 0; i < COUNT; i += CONNECTIONS) {
    ids.push(...(await Promise.all(Array.from({ length: CONNECTIONS }, (_, n) => perform(stage.database, placeOrder, stage.owner, sampleOrder(i + n))))).map(({ id }) => id))
  }
  const measured = await askMany(stage.address, { connections: CONNECTIONS, seconds: 6 }, (i) => ({
    method: 'POST', path: `/api/v1/orders/${ids[i] ?? ids[0]}/transitions`, body: JSON.stringify({ transition: 'confirm-order' }), headers: { Authorization: `Bearer ${stage.keys[i % stage.keys.length]}` },
  }))
  console.log(`transitions: ${measured.perSecond.toFixed(0)}/s, p50 ${measured.p50.toFixed(1)} ms, p95 ${measured.p95.toFixed(1)} ms (${measured.count} moved)`)
} finally {
  await stage.strike()
}
