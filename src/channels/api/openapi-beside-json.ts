import { API, type Contract } from '#domain/kernel/contract.ts'
import { readFile, uploadFile } from '#domain/files/contract.ts'
import { mediaTypes } from '#domain/files/media-type.ts'
import { exportOrders, importFile } from '#domain/imports/file-contract.ts'
import { authzOf, curlSample, headersOf, json, parametersOf, ref, refusals, tagOf } from './openapi-parts.ts'
import type { Schemas } from './schemas.ts'

const KEY = '-H "Authorization: Bearer $DOCKET_API_KEY"'
const text = { schema: { type: 'string' } }
const anyFile = { content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) }

type Described = Record<string, Record<string, object>>

/** What is asked or answered with something else than JSON, by path and method; described from the contracts its doors parse by. */
export function pathsBesideJson(publicUrl: string, schemas: Schemas): Described {
  const api = publicUrl + API
  return {
    [`${API}/events/stream`]: { get: eventStream(api) },
    [`${API}${importFile.path}`]: { post: csvUpload(api, schemas) },
    [`${API}${exportOrders.path}`]: { get: csvDownload(api, schemas) },
    [`${API}${uploadFile.path}`]: { post: fileUpload(api, schemas) },
    [`${API}${readFile.path}`]: { get: fileDownload(api, schemas) },
  }
}

function eventStream(api: string): object {
  return {
    operationId: 'event.stream', summary: 'What happens, as it happens (server-sent events)', tags: ['Events'],
    description: 'Each event names its type and its order and no more; read again what has changed. `Last-Event-ID` or `after` resume where you were. An event called `reset` means that too much was missed: read everything again.',
    parameters: [
      { name: 'after', in: 'query', required: false, schema: { type: 'integer', minimum: 0 } },
      { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string', pattern: '^\\d+$' } },
    ],
    responses: {
      200: { description: 'A stream that stays open', content: { 'text/event-stream': text } },
      401: ref('responses', 'unauthenticated'), 403: ref('responses', 'forbidden'),
    },
    'x-authz': authzOf({ permission: 'order.read' } as Contract),
    ...curlSample(`curl -N ${api}/events/stream ${KEY}`),
  }
}

function csvUpload(api: string, schemas: Schemas): object {
  return {
    ...namesOf(importFile),
    parameters: [{ name: 'fileName', in: 'query', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 } }, ...headersOf(importFile, {})],
    requestBody: { required: true, content: { 'text/csv': text } },
    responses: {
      201: { description: 'The file as it was understood, with a proposed mapping', ...json(schemas.shown(importFile.output, 'output')) },
      ...refusals('unauthenticated', 'forbidden', 'payload-too-large', 'unsupported-media-type', 'file-rejected'),
    },
    'x-authz': authzOf(importFile),
    ...curlSample(`curl -X POST '${api}${importFile.path}?fileName=orders.csv' ${KEY} -H 'Idempotency-Key: orders-1' -H 'Content-Type: text/csv' --data-binary @orders.csv`),
  }
}

function csvDownload(api: string, schemas: Schemas): object {
  return {
    ...namesOf(exportOrders),
    parameters: parametersOf(exportOrders, schemas.whole(exportOrders.input, 'input')),
    responses: {
      200: { description: 'A file', content: { 'text/csv': text, 'application/json': { schema: {} } } },
      ...refusals('unauthenticated', 'forbidden', 'validation-failed'),
    },
    'x-authz': authzOf(exportOrders),
    ...curlSample(`curl '${api}${exportOrders.path}?format=csv' ${KEY} -o orders.csv`),
  }
}

function fileUpload(api: string, schemas: Schemas): object {
  return {
    ...namesOf(uploadFile),
    // The body is the file, so what else is asked stands in the query.
    parameters: [...parametersOf({ ...uploadFile, method: 'GET' }, schemas.whole(uploadFile.input, 'input')), ...headersOf(uploadFile, {})],
    requestBody: { required: true, ...anyFile },
    responses: {
      201: { description: 'The file as it is kept: images drawn anew, without what else was in them', ...json(schemas.shown(uploadFile.output, 'output')) },
      ...refusals('idempotency-key-missing', 'unauthenticated', 'forbidden', 'payload-too-large', 'file-rejected'),
    },
    'x-authz': authzOf(uploadFile),
    ...curlSample(`curl -X POST '${api}${uploadFile.path}?name=photo.jpg' ${KEY} -H 'Idempotency-Key: photo-1' -H 'Content-Type: image/jpeg' --data-binary @photo.jpg`),
  }
}

function fileDownload(api: string, schemas: Schemas): object {
  return {
    ...namesOf(readFile),
    parameters: [...parametersOf(readFile, schemas.whole(readFile.input, 'input')), ...headersOf(readFile, {})],
    responses: { 200: { description: 'The bytes', ...anyFile }, ...refusals('unauthenticated', 'not-found') },
    'x-authz': authzOf(readFile),
    ...curlSample(`curl '${api}/files/FILE_ID' ${KEY} -OJ`),
  }
}

function namesOf(contract: Contract): object {
  return { operationId: contract.name, summary: contract.summary, tags: [tagOf(contract)] }
}
