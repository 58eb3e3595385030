import { sql, type RawBuilder } from 'kysely'
import * as contract from '#domain/customers/contract.ts'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { digitsOf } from '#domain/customers/contact-point.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { contains, containsWords } from '#platform/search-words.ts'
import { searchedByName, type After } from '#platform/searched-by-name.ts'
import { shownColumns } from './customer-rows.ts'
import { normalizePhone } from './normalize-phone.ts'

/** Customers by name; searched by parts of a name, email or phone in any form, and by what resembles it where nobody fits exactly. */
export const listCustomers = operation(contract.listCustomers, (scope, asked) => searchedByName(scope, {
  name: contract.listCustomers.name, asked, searched, fitting: (search) => fits(scope, search), read: (matches, after) => selectPage(scope, asked, matches, after),
}))

const searched = sql`c.search_text`

async function selectPage(scope: Scope, { tag = [], limit }: InputOf<typeof contract.listCustomers>, matches: RawBuilder<boolean>, after: After): Promise<(ShownCustomer & { sortName: string })[]> {
  const conditions = [sql`c.organization_id = ${scope.organizationId} AND c.merged_into IS NULL`, matches]
  if (tag.length > 0) conditions.push(sql`c.tags && ${tag}::text[]`)
  if (after) conditions.push(sql`(lower(c.name), c.id) > (${after.name}, ${after.id}::uuid)`)
  const { rows } = await sql<ShownCustomer & { sortName: string }>`SELECT ${shownColumns}, lower(c.name) AS "sortName" FROM customer c
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY lower(c.name), c.id LIMIT ${limit + 1}`.execute(scope.db)
  return rows
}

async function fits(scope: Scope, search: string): Promise<RawBuilder<boolean>> {
  const digits = digitsOf(search)
  if (!/^[+]?[\d\s().\-/]+$/.test(search) || digits.length < 3) return containsWords(searched, search)
  const international = digitsOf(normalizePhone(search, (await organizationSettings(scope)).country))
  return sql<boolean>`(${contains(searched, digits)} OR ${contains(searched, international)})`
}
