import { sql } from 'kysely'
import { newId } from '#domain/kernel/id.ts'
import type { Role } from '#domain/kernel/permission.ts'
import { applyBlueprintByKey } from '#features/blueprints/apply-blueprint.ts'
import { createProductCategory } from '#features/catalog/create-product-category.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { createCustomer } from '#features/customers/create-customer.ts'
import { createOrganization } from '#features/identity/create-organization.ts'
import type { Database } from '#platform/database.ts'
import { perform } from '#platform/operation.ts'
import { withScope, type Caller } from '#platform/scope.ts'
import type { Business } from './business.ts'

export type Founded = { organizationId: string; owner: Caller; team: (Caller & { memberId: string; role: Role })[]; customerIds: string[] }

/** Founds a made-up business: organization, process from its blueprint, people, customers, catalog. No orders yet. */
export async function foundBusiness(database: Database, business: Business, person: { userId: string; name: string; email: string }): Promise<Founded> {
  const organizationId = newId()
  const owner = callerOf(organizationId, newId(), person.userId, person.name, 'owner')
  const team = business.team.map(({ name, role, email }) => ({ ...callerOf(organizationId, newId(), newId(), name, role), role, email }))
  await withScope(database, owner, {}, async (scope) => {
    const { name, slug, timeZone, currency, blueprint, country, hours } = business
    await createOrganization(scope, { name, slug, timeZone, currency, blueprint, owner: { memberId: memberIdOf(owner), ...person } })
    await sql`UPDATE organization SET settings = settings || ${JSON.stringify({ country, ...(hours ? { hours } : {}) })}::jsonb WHERE organization_id = ${organizationId}`.execute(scope.db)
    await sql`INSERT INTO "user" (id, name, email) SELECT p."userId", p.name, p.email FROM jsonb_to_recordset(${JSON.stringify(
      team.map(({ actor, email }) => ({ ...actor, email })))}::jsonb) AS p("userId" uuid, name text, email text) ON CONFLICT DO NOTHING`.execute(scope.db)
    await sql`INSERT INTO member (organization_id, id, user_id, name, email, role, job_title)
      SELECT ${organizationId}::uuid, p.id, p."userId", p.name, p.email, p.role, p."jobTitle" FROM jsonb_to_recordset(${JSON.stringify(
        team.map(({ actor, email }, i) => ({ ...actor, email, jobTitle: business.team[i]?.jobTitle })))}::jsonb)
      AS p(id uuid, "userId" uuid, name text, email text, role text, "jobTitle" text)`.execute(scope.db)
    await applyBlueprintByKey(scope, blueprint)
  })
  await stock(database, owner, business)
  const customers = await Promise.all(business.customers.map(({ address, ...customer }) => perform(database, createCustomer, owner, { ...customer, addresses: [address] })))
  return { organizationId, owner, team: team.map((member) => ({ ...member, memberId: memberIdOf(member) })), customerIds: customers.map(({ id }) => id) }
}

async function stock(database: Database, owner: Caller, business: Business): Promise<void> {
  const categories = await Promise.all(business.categories.map(async ({ name, products }, position) => ({ products, id: (await perform(database, createProductCategory, owner, { name, position })).id })))
  const products = categories.flatMap(({ id, products }) => products.map((product) => ({ ...product, categoryId: id })))
  // Packages name the SKUs they bring, so those come first.
  for (const isPackage of [false, true]) {
    for (const { sku, price, stock: onHand, ...product } of products.filter(({ kind }) => (kind === 'package') === isPackage)) {
      await perform(database, createProduct, owner, {
        ...product,
        variants: [{ sku, price: { amount: price, currency: business.currency }, ...(onHand === undefined ? {} : { stock: { tracked: true, onHand } }) }],
      })
    }
  }
}

function callerOf(organizationId: string, memberId: string, userId: string, name: string, role: Role): Caller {
  return { organizationId, actor: { kind: 'member', id: memberId, userId, name, role }, origin: 'demo', requestId: 'demo' }
}

function memberIdOf({ actor }: Caller): string {
  return actor.kind === 'member' ? actor.id : ''
}
