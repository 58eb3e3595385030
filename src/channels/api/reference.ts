import type { FastifyInstance } from 'fastify'
import { contracts } from '#domain/contracts.ts'
import { openApiDocument } from './openapi.ts'

/** The OpenAPI document at /api/v1/openapi.json, and the page at /api/docs that shows it. */
export function addReference(server: FastifyInstance, publicUrl: string): void {
  let text: string | undefined
  server.get('/api/v1/openapi.json', async (_request, reply) => {
    text ??= JSON.stringify(openApiDocument(contracts, publicUrl))
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text)
  })
}
