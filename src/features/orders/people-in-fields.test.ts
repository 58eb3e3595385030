import { expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { deactivateMember } from '#features/identity/deactivate-member.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop, shopOrderType, shopWorkflow } from '#test/found-shop.ts'
import { changeLine } from './change-lines.ts'
import { moveOrder } from './move-order.ts'
import { updateOrder } from './update-order.ts'

const database = testDatabase()

const nobody = (pointer: string, label = 'Doer') => ({ slug: 'validation-failed', errors: [{ pointer, code: 'unknown', message: `${label}: there is nobody like that here.` }] })

test('people in fields of orders, line items and moves are active members, refused at the very field; who has left stays where they were', async () => {
  const shop = await foundShop(database)
  const ask = <O extends Operation>(operation: O, input: unknown) => perform(database, operation, shop.caller('owner'), input) as Promise<Awaited<ReturnType<O['handle']>>>
  const doer = { key: 'doer', label: 'Doer', kind: 'person', required: false }
  await ask(publishWorkflow, { ...shopWorkflow, transitions: shopWorkflow.transitions?.map((move) => (move.key === 'accept' ? { ...move, fields: [{ ...doer, key: 'acceptedBy', label: 'Accepted by' }] } : move)) })
  await ask(publishOrderType, { ...shopOrderType, fields: [doer], lineItemFields: [doer] })
  const staff = shop.caller('staff').actor as { id: string }
  const stranger = newId()

  await expect(shop.order({ fields: { doer: stranger } })).rejects.toMatchObject(nobody('/fields/doer'))
  await expect(shop.order({ lines: [{ sku: 'CLEAN' }, { sku: 'CLEAN', fields: { doer: stranger } }] })).rejects.toMatchObject(nobody('/lines/1/fields/doer'))
  const order = await shop.order({ fields: { doer: staff.id }, lines: [{ sku: 'CLEAN', fields: { doer: staff.id } }] })
  await expect(ask(updateOrder, { id: order.id, fields: { doer: stranger } })).rejects.toMatchObject(nobody('/fields/doer'))
  await expect(ask(changeLine, { id: order.lines[0]?.id, fields: { doer: stranger } })).rejects.toMatchObject(nobody('/fields/doer'))
  await expect(ask(moveOrder, { id: order.id, transition: 'accept', fields: { acceptedBy: stranger } })).rejects.toMatchObject(nobody('/fields/acceptedBy', 'Accepted by'))

  await ask(deactivateMember, { id: staff.id })
  expect(await ask(updateOrder, { id: order.id, fields: { doer: staff.id }, notes: 'Rang twice' })).toMatchObject({ fields: { doer: staff.id }, notes: 'Rang twice' })
  await expect(ask(moveOrder, { id: order.id, transition: 'accept', fields: { acceptedBy: staff.id } })).rejects.toMatchObject({ errors: [{ pointer: '/fields/acceptedBy', message: 'Accepted by: Test staff is no longer active here. Choose somebody else.' }] })
  await expect(shop.order({ fields: { doer: staff.id } })).rejects.toMatchObject({ errors: [{ pointer: '/fields/doer', code: 'unknown' }] })
  const owner = shop.caller('owner').actor as { id: string }
  expect(await ask(moveOrder, { id: order.id, transition: 'accept', fields: { acceptedBy: owner.id } })).toMatchObject({ position: { step: 'accepted' }, fields: { acceptedBy: owner.id } })
})
