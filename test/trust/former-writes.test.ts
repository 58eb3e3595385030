import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#domain/kernel/id.ts'
import { tickItem } from '#features/orders/tick-item.ts'
import { addChecklist } from '#features/orders/add-checklist.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { listOrders } from '#features/orders/list-orders.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundShop } from '#test/found-shop.ts'
import { leave, withScope } from '#platform/scope.ts'

const database = testDatabase()

type Row = Record<string, unknown>

/** What versions before the newest schema know nothing of, the newest first; each wrote its rows without these. */
const unknownTo = {
  'the version before 0017': ['checklist_done', 'checklist_total'],
  'the version before 0006': ['checklist_done', 'checklist_total', 'answers', 'checklists', 'location'],
}

for (const [version, unknown] of Object.entries(unknownTo)) {
  test(`a node of ${version} goes on writing orders, and takes nothing from them that it does not know`, async () => {
    const shop = await foundShop(database)
    const owner = shop.caller('owner')
    await perform(database, updateOrganization, owner, { locations: [{ key: 'harbour', name: 'Harbour', code: 'H' }] })
    const { id, lines: [line] } = await shop.order()
    const { checklists: [list] } = await perform(database, addChecklist, owner, { id, name: 'Pack', items: [{ text: 'Box' }, { text: 'Note' }] })
    await perform(database, addChecklist, owner, { id, lineItemId: line?.id, name: 'Clean', items: [{ text: 'Brush' }] })
    await perform(database, tickItem, owner, { id, checklistId: list?.id, itemId: list?.items[0]?.id })

    const former = (row: Row) => Object.fromEntries(Object.entries(row).filter(([column]) => !unknown.includes(column)))
    const another = newId()
    await withScope(database, owner, {}, async (scope) => {
      const { rows: [found] } = await sql<{ order: Row; line: Row }>`SELECT to_jsonb(o) AS "order", to_jsonb(l) AS line FROM orders o JOIN line_item l ON l.organization_id = o.organization_id AND l.order_id = o.id
        WHERE o.organization_id = ${owner.organizationId} AND o.id = ${id}`.execute(scope.db)
      if (!found) throw new Error('The order was placed')
      leave(scope, 'changedOrders', former({ ...found.order, version: Number(found.order['version']) + 1, notes: 'Written by the former node' }))
      leave(scope, 'changedLines', former({ ...found.line, notes: 'So is this' }))
      leave(scope, 'newOrders', former({ ...found.order, id: another, number: 'F-1' }))
      leave(scope, 'newLines', former({ ...found.line, id: newId(), order_id: another }))
    })

    expect(await perform(database, getOrder, owner, { id })).toMatchObject({
      notes: 'Written by the former node', location: 'harbour', checklists: [{ name: 'Pack', items: [{ text: 'Box', done: { by: 'Test owner' } }, { text: 'Note', done: null }] }],
      lines: [{ notes: 'So is this', checklists: [{ name: 'Clean' }] }],
    })
    const keepsLists = !unknown.includes('checklists')
    expect(await perform(database, getOrder, owner, { id: another })).toMatchObject({ number: 'F-1', answers: [], lines: [{ answers: [], checklists: keepsLists ? [{ name: 'Clean' }] : [] }] })
    const { items } = await perform(database, listOrders, owner, {})
    expect(items.find((order) => order.id === id)).toMatchObject({ checklist: { done: 1, total: 3 }, services: [{ checklist: { done: 0, total: 1 } }] })
    expect(items.find((order) => order.id === another)?.checklist).toEqual(keepsLists ? { done: 1, total: 3 } : { done: 0, total: 0 })
  })
}
