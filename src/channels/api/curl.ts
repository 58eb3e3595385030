import type { Contract } from '#domain/kernel/contract.ts'
import { asksByQuery } from './read-input.ts'

const KEY = '-H "Authorization: Bearer $DOCKET_API_KEY"'

/** Lines of shell that ask for an operation and run as they stand: what they need to know first, they ask for themselves. */
export function curlOf(contract: Contract, contracts: Contract[], publicUrl: string, example: unknown): string {
  const api = `${publicUrl}/api/v1`
  const credential = contract.permission === 'public' ? '' : contract.permission === 'signed-in' ? ' -b cookies.txt' : ` ${KEY}`
  const { lines, path, versionFrom } = subjectOf(contract, contracts, api)
  const version = versionFrom && contract.needs?.includes('version') ? [`version=$(curl -s -o /dev/null -D - ${versionFrom} ${KEY} | grep -i '^etag' | cut -d' ' -f2 | tr -d '\\r')`] : []
  const parts = [
    `curl${contract.method === 'GET' ? '' : ` -X ${contract.method}`} "${api}${path}"${credential}`,
    ...(version.length > 0 ? ['-H "If-Match: $version"'] : []),
    ...(contract.needs?.includes('idempotency') ? ['-H "Idempotency-Key: $(date +%s%N)"'] : []),
    ...(asksByQuery(contract) ? [] : [`-H 'Content-Type: application/json' -d '${JSON.stringify(example).replaceAll("'", String.raw`'\''`)}'`]),
  ]
  return [...lines, ...version, parts.join(' \\\n  ')].join('\n')
}

type Subject = { lines: string[]; path: string; versionFrom?: string }

/** Where the path's own member comes from: the first one a list shows. */
function subjectOf({ path, method }: Contract, contracts: Contract[], api: string): Subject {
  const member = /\{(\w+)\}/.exec(path)?.[1]
  if (member === undefined) return { lines: [], path, versionFrom: `${api}${path}` }
  const collection = path.slice(0, path.indexOf('/{'))
  const withId = path.replace(`{${member}}`, `$${member}`)
  if (collection === '/line-items') {
    return { lines: [firstOf('order', `${api}/orders?limit=1`, 'id'), `id=$(curl -s "${api}/orders/$order" ${KEY} | grep -o '"lines":\\[{"id":"[^"]*"' | cut -d'"' -f6)`], path: withId, versionFrom: `${api}/orders/$order` }
  }
  if (collection === '/variants') return { lines: [`id=$(curl -s "${api}/products?limit=1" ${KEY} | grep -o '"variants":\\[{"id":"[^"]*"' | cut -d'"' -f6)`], path: withId }
  const isListed = contracts.some((other) => other.method === 'GET' && other.path === collection)
  // What PUT may make anew has a name in the example already.
  if (!isListed || method === 'PUT') return { lines: [`${member}=example`], path: withId }
  return { lines: [firstOf(member, `${api}${collection}`, member)], path: withId, versionFrom: `${api}${collection}/$${member}` }
}

function firstOf(variable: string, url: string, member: string): string {
  return `${variable}=$(curl -s "${url}" ${KEY} | grep -o '"${member}":"[^"]*"' | head -n 1 | cut -d'"' -f4)`
}
