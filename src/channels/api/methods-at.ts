import { contracts } from '#domain/contracts.ts'

const others: [RegExp, string][] = [
  [/^\/api\/v1\/(events\/stream|openapi\.json)$/, 'GET'],
  [/^\/api\/v1\/(imports|files)$/, 'POST'],
  [/^\/api\/v1\/files\/[^/]+$/, 'GET'],
  [/^\/api\/auth\/./, 'POST'],
  [/^\/(healthz|readyz|metrics)$/, 'GET'],
]
const routes: [RegExp, string][] = [
  ...others,
  ...contracts.map(({ path, method }): [RegExp, string] => [new RegExp(`^/api/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`), method]),
]

/** The methods an address answers; none where there is nothing at all. */
export function methodsAt(url: string): string[] {
  const path = url.split('?')[0] ?? ''
  const methods = new Set(routes.filter(([pattern]) => pattern.test(path)).map(([, method]) => method))
  if (methods.has('GET') && !path.endsWith('/stream')) methods.add('HEAD')
  return [...methods].sort()
}
