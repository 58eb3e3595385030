import type { FastifyRequest } from 'fastify'
import type { Refusal } from '#domain/kernel/refusal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request was refused for, where it was; for those who watch over the installation. */
    refusal?: Refusal
  }
}

/** Notes on the request what it was answered with, whatever shape the answer had. */
export function noteRefusal(request: FastifyRequest, refusal: Refusal): void {
  request.refusal = refusal
}
