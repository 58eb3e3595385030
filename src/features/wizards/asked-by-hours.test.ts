import { beforeAll, expect, test } from 'vitest'
import { weekdays, type OpeningHours, type OpenSpan } from '#domain/hours/opening-hours.ts'
import { newId } from '#domain/kernel/id.ts'
import type { Role } from '#domain/kernel/permission.ts'
import type { WizardFile } from '#domain/wizards/wizard.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, type Shop } from '#test/found-shop.ts'
import { answerRun } from './answer-run.ts'
import { publishWizard } from './publish-wizard.ts'
import { answerPublicRun, finishPublicRun, openPublicRun, startPublicRun } from './public-run.ts'
import { showPublicWizard } from './public-wizard.ts'
import { startRun } from './start-run.ts'

const database = testDatabase()
let shop: Shop
const ask = <O extends Operation>(operation: O, input: unknown, role: Role = 'owner') => perform(database, operation, shop.caller(role), input) as Promise<Awaited<ReturnType<O['handle']>>>

const everyDay = (spans: OpenSpan[]) => Object.fromEntries(weekdays.map((day) => [day, spans])) as OpeningHours['week']
const allDay: OpenSpan[] = [{ opens: '00:00', closes: '24:00' }]

const intake: WizardFile = {
  key: 'intake', name: 'Intake', purpose: 'create', audience: ['staff', 'customer'], channels: ['counter', 'web'], orderType: 'shop-order',
  pages: [
    { key: 'all', title: 'All', questions: [{ key: 'customer', kind: 'customer', label: 'Customer', required: true }, { key: 'items', kind: 'items', label: 'Items', required: true }] },
    { key: 'night', title: 'We are closed', hours: 'outside', questions: [{ key: 'callBack', kind: 'phone', label: 'Where do we call you?', required: true }] },
    { key: 'day', title: 'We are here', questions: [{ key: 'wait', kind: 'text', label: 'Where do you wait?', required: true, hours: 'within' }] },
  ],
}
const answers = { customer: { firstName: 'Amira', phone: '+1 555 0100' }, items: [{ sku: 'CLEAN' }] }
const whole = { ...answers, callBack: '+1 555 0199', wait: 'Outside' }

beforeAll(async () => {
  shop = await foundShop(database)
  await ask(publishWizard, intake)
  // Closed, but for one day long ago; and a place that never closes.
  await ask(updateOrganization, {
    timeZone: 'UTC', hours: { week: everyDay([]), exceptions: [{ on: '2026-01-05', spans: allDay }] },
    locations: [{ key: 'depot', name: 'Depot', code: 'D', hours: { week: everyDay(allDay), exceptions: [] } }],
  })
})

const finish = (more = {}, given: object = answers) => ask(startRun, { key: 'intake', channel: 'counter', answers: given, finish: true, ...more }, 'staff')
const keptOf = async (made: Awaited<ReturnType<typeof finish>>) => (await ask(getOrder, { id: made.order?.id })).answers.map(({ key }) => key)

test('what is for the hours that are not is neither asked nor kept, by the hours of where the order is taken', async () => {
  await expect(finish()).rejects.toMatchObject({ errors: [{ pointer: '/answers/callBack', code: 'required' }], extra: { pages: { '/answers/callBack': 'night' } } })
  await expect(finish({ location: 'depot' })).rejects.toMatchObject({ errors: [{ pointer: '/answers/wait', code: 'required' }], extra: { pages: { '/answers/wait': 'day' } } })
  expect(await keptOf(await finish({}, whole))).toEqual(['callBack'])
  expect(await keptOf(await finish({ location: 'depot' }, whole))).toEqual(['wait'])
})

test('a run is asked by when it was begun, also where nobody could be reached then', async () => {
  const begunOn = { version: 1, at: '2026-01-05T12:00:00Z' }
  expect(await keptOf(await finish({ begunOn }, whole))).toEqual(['wait'])
  const id = newId()
  const begun = await ask(startRun, { key: 'intake', id, channel: 'counter', begunOn, answers }, 'staff')
  expect(begun.startedAt).toBe('2026-01-05T12:00:00.000Z')
  expect(begun.definition.pages.flatMap(({ questions }) => questions.map(({ key }) => key))).toEqual(['customer', 'items', 'wait'])
})

test('the page behind a link asks what the server insists on, and is not told of the hours', async () => {
  const at = { database, publicUrl: 'https://orders.example' }
  const linked = { organizationId: shop.organizationId, key: 'intake' }
  const stranger = { organizationId: shop.organizationId, actor: { kind: 'customer' as const, id: newId(), name: 'Customer' }, origin: 'storefront' as const, requestId: 'test' }
  const { definition } = await withScope(database, stranger, { reach: 'own', readOnly: true }, (scope) => showPublicWizard(scope, 'intake', '/logo'))
  expect(definition.pages.map(({ key, questions }) => [key, questions.length])).toEqual([['all', 2], ['night', 1], ['day', 0]])
  expect(JSON.stringify(definition)).not.toContain('outside')
  const { token, definition: begun } = await startPublicRun(at, linked, 'test', { answers: {} })
  expect(begun).toEqual(definition)
  const caller = await openPublicRun(at, linked, 'test', token)
  await answerPublicRun(at, caller, { answers, completes: 'all' })
  await expect(finishPublicRun(at, caller, { answers: {} })).rejects.toMatchObject({ errors: [{ pointer: '/answers/callBack' }] })
  expect((await finishPublicRun(at, caller, { answers: { callBack: '+1 555 0199' } })).order?.number).toBeTruthy()
})

test('answers page by page go by the same', async () => {
  const { id } = await ask(startRun, { key: 'intake', channel: 'counter', answers }, 'staff')
  await expect(ask(answerRun, { id, answers: {}, completes: 'night' }, 'staff')).rejects.toMatchObject({ errors: [{ pointer: '/answers/callBack' }] })
  expect(await ask(answerRun, { id, answers: { callBack: '+1 555 0199' }, completes: 'night' }, 'staff')).toMatchObject({ page: null })
})
