import type { Contract } from '#domain/kernel/contract.ts'
import { asksByQuery } from '#channels/http/read-input.ts'

const KEY = '-H "Authorization: Bearer $DOCKET_API_KEY"'
const SESSION = '-b cookies.txt'

/**
 * Lines of shell that ask for an operation and run as they stand: what they need to know first, they ask for themselves. What
 * cannot be undone is done to nothing that happens to stand first in a list: there the one to put in is marked.
 */
export function curlOf(contract: Contract, contracts: Contract[], publicUrl: string, example: unknown): string {
  const api = `${publicUrl}/api/v1`
  const { lines, path, versionFrom } = subjectOf(contract, contracts, api)
  const ownWords = ownWordsOf(contract, api, example)
  const version = versionFrom && contract.needs?.includes('version') ? [`version=$(curl -s -o /dev/null -D - ${versionFrom} ${KEY} | grep -i '^etag' | cut -d' ' -f2 | tr -d '\\r')`] : []
  const parts = [
    `curl${contract.method === 'GET' ? '' : ` -X ${contract.method}`} "${api}${path}"${credentialOf(contract, publicUrl)}`,
    ...(version.length > 0 ? ['-H "If-Match: $version"'] : []),
    ...(contract.needs?.includes('idempotency') ? ['-H "Idempotency-Key: $(date +%s%N)"'] : []),
    ...(asksByQuery(contract) ? [] : [`-H 'Content-Type: application/json' -d '${bodyOf(example, Object.keys(ownWords))}'`]),
  ]
  return [...lines, ...Object.values(ownWords), ...version, parts.join(' \\\n  ')].join('\n')
}

/** How somebody signs in with curl: it makes cookies.txt, for what is asked by a person rather than by a program. */
export function signInLine(publicUrl: string): string {
  return `curl -c cookies.txt "${publicUrl}/api/auth/sign-in/email" -H 'Origin: ${publicUrl}' -H 'Content-Type: application/json' -d '{"email":"you@example.com","password":"YOUR-PASSWORD"}'`
}

function credentialOf({ permission, method }: Contract, publicUrl: string): string {
  if (permission === 'public') return ''
  if (permission !== 'signed-in') return ` ${KEY}`
  return method === 'GET' ? ` ${SESSION}` : ` ${SESSION} \\\n  -H 'Origin: ${publicUrl}' -H "X-CSRF-Token: $(grep docket-csrf cookies.txt | cut -f 7)"`
}

/** The body as the shell takes it; what was looked up stands outside the quotes, wherever the body has it. */
function bodyOf(example: unknown, lookedUp: string[]): string {
  const quoted = JSON.stringify(example ?? {}, (name, value: unknown) => (lookedUp.includes(name) ? `$${name}` : value)).replaceAll("'", String.raw`'\''`)
  return lookedUp.reduce((text, name) => text.replaceAll(`"$${name}"`, `"'"$${name}"'"`), quoted)
}

/** Members of the body that each organization has words of its own for, or that may be there once, with the line that finds them. */
function ownWordsOf({ name }: Contract, api: string, example: unknown): Record<string, string> {
  const inMoney = JSON.stringify(example ?? {}).includes('"currency"')
  return { ...(inMoney ? { currency: firstOf('currency', `${api}/organization`, 'currency') } : {}), ...namedOf(name, api) }
}

function namedOf(name: string, api: string): Record<string, string> {
  const allowed = `grep -B 1 '"allowed":true' | head -n 1 | cut -d'"' -f4`
  switch (name) {
    case 'order.place':
    case 'migration.preview':
    case 'migration.start': return { orderType: firstOf('orderType', `${api}/order-types`, 'key') }
    case 'customer.create': return { email: 'email="amira.$(date +%s%N)@example.com"', phone: 'phone="+1 555 $(date +%N | cut -c 1-7)"' }
    case 'checklist.tick': return { itemId: `itemId=$(curl -s "${api}/orders/$id" ${KEY} | grep -o '"items":\\[{"id":"[^"]*"' | head -n 1 | cut -d'"' -f6)` }
    case 'order.move': return { transition: `transition=$(curl -s "${api}/orders/$id/transitions" ${KEY} | grep -o '{"key":"[^"]*","name":"[^"]*","kind":\\|"allowed":[a-z]*' | ${allowed})` }
    case 'line_item.move': return { toStep: `toStep=$(curl -s "${api}/line-items/$id/transitions" ${KEY} | grep -o '"step":"[^"]*"\\|"allowed":[a-z]*' | ${allowed})` }
    default: return {}
  }
}

type Subject = { lines: string[]; path: string; versionFrom?: string }

// What takes something away, joins two into one, or puts in force what somebody may not have finished.
const harmful = new Set([
  'customer.merge', 'member.deactivate', 'member.reactivate', 'member.update', 'status.retire', 'workflow.retire', 'order_type.retire', 'workflow.publish_draft', 'order_type.publish_draft', 'migration.undo',
])

/** Where the path's own member comes from: the first one a list shows. */
function subjectOf(contract: Contract, contracts: Contract[], api: string): Subject {
  const { name, path, method } = contract
  const member = /\{(\w+)\}/.exec(path)?.[1]
  if (member === undefined) return { lines: [], path, versionFrom: `${api}${path}` }
  const collection = path.slice(0, path.indexOf('/{'))
  const withId = path.replaceAll(/\{(\w+)\}/g, '$$$1')
  if (method === 'DELETE' || harmful.has(name)) {
    const marked = [...path.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => `${one}=PUT-THE-${one.replaceAll(/[A-Z]/g, '-$&').toUpperCase()}-HERE`)
    return collection === '/line-items' ? { lines: [...marked, 'order=PUT-THE-ID-OF-ITS-ORDER-HERE'], path: withId, versionFrom: `${api}/orders/$order` } : { lines: marked, path: withId }
  }
  if (collection === '/line-items') {
    return { lines: [firstOf('order', `${api}/orders?limit=1`, 'id'), `id=$(curl -s "${api}/orders/$order" ${KEY} | grep -o '"lines":\\[{"id":"[^"]*"' | cut -d'"' -f6)`], path: withId, versionFrom: `${api}/orders/$order` }
  }
  if (collection === '/variants') return { lines: [`id=$(curl -s "${api}/products?limit=1" ${KEY} | grep -o '"variants":\\[{"id":"[^"]*"' | cut -d'"' -f6)`], path: withId }
  if (path.includes('{checklistId}')) {
    const lines = [firstOf('id', `${api}/orders?checklistOpen=true&limit=1`, 'id'), `checklistId=$(curl -s "${api}/orders/$id" ${KEY} | grep -o '"checklists":\\[{"id":"[^"]*"' | head -n 1 | cut -d'"' -f6)`]
    return { lines, path: withId }
  }
  const isListed = contracts.some((other) => other.method === 'GET' && other.path === collection)
  // What PUT may make anew has a name in the example already.
  if (!isListed || method === 'PUT') return { lines: [`${member}=${keyIn(contract.example) ?? 'example'}`], path: withId }
  return { lines: [firstOf(member, `${api}${collection}${fitFor[name] ?? ''}`, member)], path: withId, versionFrom: `${api}${collection}/$${member}` }
}

// Not every order can be put away or brought back.
const fitFor: Record<string, string> = { 'order.archive': '?category=completed,cancelled&limit=1', 'order.restore': '?archived=true&limit=1' }

function keyIn(example: unknown): string | undefined {
  return (example as { key?: string } | undefined)?.key
}

function firstOf(variable: string, url: string, member: string): string {
  return `${variable}=$(curl -s "${url}" ${KEY} | grep -o '"${member}":"[^"]*"' | head -n 1 | cut -d'"' -f4)`
}
