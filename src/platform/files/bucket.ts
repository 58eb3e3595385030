import { cannotStart } from '#platform/cannot-start.ts'

/** A bucket of a store that speaks S3, and the key that opens it. */
export type Bucket = { name: string; endpoint: string; region: string; keyId: string; secret: string; pathStyle: boolean; prefix: string }

const names = ['ENDPOINT', 'REGION', 'KEY_ID', 'SECRET', 'PATH_STYLE', 'PREFIX'].map((name) => `DOCKET_S3_${name}`)

/**
 * The bucket of the settings; undefined where none is named, and files are kept in a directory. Half a bucket is refused, because
 * files would go elsewhere than somebody thought. A key is never repeated in words.
 */
export function readBucket(given: (name: string) => string | undefined): Bucket | undefined {
  const name = given('DOCKET_S3_BUCKET')
  if (name === undefined) {
    const stray = names.find((other) => given(other) !== undefined)
    if (stray !== undefined) throw cannotStart(`${stray} is set and DOCKET_S3_BUCKET is not. Name the bucket, or leave all of DOCKET_S3_… out to keep files in a directory.`)
    return undefined
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw cannotStart(`DOCKET_S3_BUCKET must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens, not "${name}".`)
  const region = given('DOCKET_S3_REGION') ?? 'us-east-1'
  if (!/^[a-z0-9-]{1,40}$/.test(region)) throw cannotStart(`DOCKET_S3_REGION must be the name of a region, such as eu-central-1, not "${region}".`)
  const pathStyle = given('DOCKET_S3_PATH_STYLE') ?? 'on'
  if (pathStyle !== 'on' && pathStyle !== 'off') throw cannotStart(`DOCKET_S3_PATH_STYLE must be one of on, off, not "${pathStyle}".`)
  return {
    name, region,
    endpoint: readEndpoint(given('DOCKET_S3_ENDPOINT') ?? `https://s3.${region}.amazonaws.com`),
    keyId: given('DOCKET_S3_KEY_ID') ?? missing('DOCKET_S3_KEY_ID'),
    secret: given('DOCKET_S3_SECRET') ?? missing('DOCKET_S3_SECRET'),
    pathStyle: pathStyle === 'on',
    prefix: readPrefix(given('DOCKET_S3_PREFIX')),
  }
}

/** The address below which the objects of a bucket are, with a slash at its end. */
export function addressOf({ endpoint, name, pathStyle }: Bucket): string {
  if (pathStyle) return `${endpoint}/${name}/`
  const url = new URL(endpoint)
  return `${url.protocol}//${name}.${url.host}/`
}

function readEndpoint(text: string): string {
  const url = URL.parse(text)
  // The value is not repeated: somebody may have put a key into it.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    throw cannotStart('DOCKET_S3_ENDPOINT must be the address of a store without a path or a key, like https://s3.eu-central-1.amazonaws.com.')
  }
  return url.origin
}

function readPrefix(text = ''): string {
  const prefix = text.replace(/\/$/, '')
  if (prefix === '') return ''
  if (prefix.length > 200 || !prefix.split('/').every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part))) {
    throw cannotStart(`DOCKET_S3_PREFIX must be like a folder of the bucket, of letters, digits, dots, hyphens and underscores, such as docket/production, not "${text}".`)
  }
  return `${prefix}/`
}

function missing(name: string): never {
  throw cannotStart(`DOCKET_S3_BUCKET is set and ${name} is not. Both halves of a key are needed: DOCKET_S3_KEY_ID and DOCKET_S3_SECRET.`)
}
