import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contracts } from './src/domain/contracts.ts'

export default defineConfig({
  root: path.join(import.meta.dirname, 'web'),
  plugins: [react(), operationRoutes()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The first browsers that know light-dark(): for older ones it would be rewritten into variables that nothing sets.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      output: {
        // Vendors change with releases, screens every day: apart, a browser keeps what has not changed.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
            { name: 'tanstack', test: /node_modules\/@tanstack\/(react-router|router-core|history|react-store|store|react-query|query-core)\//, priority: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '^/(api|problems|healthz|readyz)(/|$)': { target: `http://127.0.0.1:${process.env['PORT'] ?? 4000}` } },
  },
})

/**
 * `virtual:routes` is method and path of every operation, read from the contracts when the web is built. So the browser's
 * client knows where to ask without carrying a single schema.
 */
function operationRoutes(): Plugin {
  const name = 'virtual:routes'
  const resolved = `\0${name}`
  return {
    name: 'docket-operation-routes',
    resolveId: (source) => (source === name ? resolved : undefined),
    load(source) {
      if (source !== resolved) return undefined
      const routes = Object.fromEntries(contracts.map((contract) => [contract.name, [contract.method, contract.path]]))
      return `export const routes = ${JSON.stringify(routes)}`
    },
  }
}
