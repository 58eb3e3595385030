declare module 'virtual:routes' {
  /** Method and path of every operation, by its name; made from the contracts by vite.config.ts. */
  export const routes: Record<import('#domain/contracts.ts').OperationName, readonly [method: string, path: string]>
}
