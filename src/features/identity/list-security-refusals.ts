import { sql } from 'kysely'
import { contracts } from '#domain/contracts.ts'
import { readFile, uploadFile } from '#domain/files/contract.ts'
import { listSecurityRefusals as contract, type ShownSecurityRefusal } from '#domain/identity/contract.ts'
import { exportOrders, importFile } from '#domain/imports/file-contract.ts'
import { routeOf } from '#domain/kernel/contract.ts'
import { pagesOf } from '#platform/cursor.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'

/** What was refused for security in the organization. What nobody known asked for belongs to no organization, and is not here. */
export const listSecurityRefusals = operation(contract, async (scope, asked) => {
  const { after: [before] = [], pageOf } = pagesOf(scope, contract.name, asked, ['uuid'])
  const page = pageOf(await selectRefusals(scope, before, asked.limit + 1), ({ id }) => [id])
  return { ...page, items: page.items.map(shownRefusal) }
})

type RefusalRow = Omit<ShownSecurityRefusal, 'who' | 'asked'> & { who: 'person' | 'api_client'; whoId: string | null; name: string | null }

async function selectRefusals(scope: Scope, before: string | undefined, limit: number): Promise<RefusalRow[]> {
  const { rows } = await sql<RefusalRow>`SELECT r.id, r.at, r.count, r.refused, r.who, coalesce(m.id, r.who_id) AS "whoId", coalesce(m.name, k.name) AS name,
      r.method, r.route, r.network, r.request_id AS "requestId"
    FROM security_refusal r
    LEFT JOIN member m ON m.organization_id = r.organization_id AND r.who = 'person' AND m.user_id = r.who_id
    LEFT JOIN api_key k ON k.organization_id = r.organization_id AND r.who = 'api_client' AND k.id = r.who_id
    WHERE r.organization_id = ${scope.organizationId} ${before === undefined ? sql`` : sql`AND r.id < ${before}::uuid`}
    ORDER BY r.id DESC LIMIT ${limit}`.execute(scope.db)
  return rows
}

function shownRefusal({ who, whoId, name, ...refusal }: RefusalRow): ShownSecurityRefusal {
  return { ...refusal, who: { kind: who === 'person' ? 'member' : who, id: whoId, name }, asked: purposes.get(`${refusal.method} ${refusal.route}`) ?? null }
}

const purposes = new Map([...contracts, uploadFile, readFile, importFile, exportOrders].map((one) => [`${one.method} ${routeOf(one)}`, one.summary]))
