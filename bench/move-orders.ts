import { placeOrder } from '#features/orders/place-order.ts'
import { perform } from '#platform/operation.ts'
import { askMany, type Measured } from './ask-many.ts'
import { median } from './median.ts'
import { machine, sampleOrder, setStage } from './stage.ts'

// One transition over HTTP against placing an order over HTTP, in alternating rounds: confirming orders that were placed before the
// clock started, each once. One connection, so that it is the time of one that is compared, and nothing of what waiting costs.
const ROUNDS = Number(process.argv[2] ?? 3)
const SECONDS = Number(process.argv[3] ?? 4)
const CONNECTIONS = Number(process.argv[4] ?? 1)

const stage = await setStage()
try {
  console.log(machine())
  const headersOf = (i: number) => ({ Authorization: `Bearer ${stage.keys[i % stage.keys.length]}`, 'Idempotency-Key': crypto.randomUUID() })
  const place = () => askMany(stage.address, { connections: CONNECTIONS, seconds: SECONDS }, (i) => ({ method: 'POST', path: '/api/v1/orders', body: JSON.stringify(sampleOrder(i)), headers: headersOf(i) }))
  const rounds: { placed: Measured; moved: Measured }[] = []
  await place()
  for (let round = 0; round < ROUNDS; round++) {
    const placed = await place()
    const ids = await placeAside(2 * placed.count)
    const moved = await askMany(stage.address, { connections: CONNECTIONS, seconds: SECONDS }, (i) => ({
      method: 'POST', path: `/api/v1/orders/${ids[i] ?? 'no more of them'}/transitions`, body: JSON.stringify({ transition: 'confirm-order' }), headers: headersOf(i),
    }))
    rounds.push({ placed, moved })
    console.log(`round ${round + 1}: placed in ${shown(placed)}; moved in ${shown(moved)}`)
  }
  const ratio = (name: 'p50' | 'p95') => (median(rounds.map(({ moved }) => moved[name])) / median(rounds.map(({ placed }) => placed[name]))).toFixed(2)
  console.log(`moving takes ${ratio('p50')} of what placing takes, p95 ${ratio('p95')} (medians of ${ROUNDS})`)
} finally {
  await stage.strike()
}

async function placeAside(count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    ids.push(...(await Promise.all(Array.from({ length: 16 }, (_, n) => perform(stage.database, placeOrder, stage.owner, sampleOrder(ids.length + n))))).map(({ id }) => id))
  }
  return ids
}

function shown({ p50, p95, count, failed }: Measured): string {
  return `${p50.toFixed(1)} ms (p95 ${p95.toFixed(1)}; ${count}, ${failed} failed)`
}
