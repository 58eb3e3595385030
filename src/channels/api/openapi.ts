import type { Contract } from '#domain/kernel/contract.ts'

export function openApiDocument(contracts: Contract[], publicUrl: string): object {
  return { openapi: '3.1.0', servers: [{ url: publicUrl }], paths: Object.fromEntries(contracts.map(({ path }) => [path, {}])) }
}
