import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contracts } from './src/domain/contracts.ts'

export default defineConfig({
  root: path.join(import.meta.dirname, 'web'),
  plugins: [react(), operationRoutes(), intakeAddress(), counterWorker()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The first browsers that know light-dark(): for older ones it would be rewritten into variables that nothing sets.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      // Two programs: the staff's, and the page behind a wizard's public link, which is kept light by sharing little.
      input: { index: path.join(import.meta.dirname, 'web/index.html'), intake: path.join(import.meta.dirname, 'web/intake.html') },
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
    proxy: { '^/(api|problems|healthz|readyz|o|print)(/|$)': { target: `http://127.0.0.1:${process.env['PORT'] ?? 4000}` } },
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

/** While developing, /i/<link> is the second page, as it is where Docket serves itself (channels/storefront/intake-routes.ts). */
function intakeAddress(): Plugin {
  return {
    name: 'docket-intake-address',
    configureServer({ middlewares }) {
      middlewares.use((request, _, next) => {
        if (/^\/i\/[^/]+\/?(\?|$)/.test(request.url ?? '')) request.url = '/intake.html'
        next()
      })
    },
  }
}

/**
 * The counter's service worker, with the files it keeps and their version filled in: the first page's, the counter's own, and what
 * the counter loads later. Another build has other files, and so another worker.
 */
function counterWorker(): Plugin {
  return {
    name: 'docket-counter-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const outputs = Object.values(bundle)
      const chunks = outputs.filter((output) => output.type === 'chunk')
      const wanted = new Set(chunks.filter(({ isEntry, name }) => isEntry && name === 'index').map(({ fileName }) => fileName))
      for (const { facadeModuleId, fileName, dynamicImports } of chunks) {
        if (facadeModuleId?.endsWith('/counter/counter-page.tsx')) [fileName, ...dynamicImports].forEach((file) => wanted.add(file))
      }
      // A set grows while it is walked, so imports of imports come along.
      for (const file of wanted) {
        const chunk = chunks.find(({ fileName }) => fileName === file)
        chunk?.imports.forEach((imported) => wanted.add(imported))
        chunk?.viteMetadata?.importedCss.forEach((css) => wanted.add(css))
      }
      const fonts = outputs.map(({ fileName }) => fileName).filter((fileName) => /inter-latin-wght-normal.*\.woff2$/.test(fileName))
      const files = [...wanted, ...fonts].sort().map((file) => `/${file}`).concat('/trusted-types.js', '/color-scheme.js', '/favicon.svg')
      const source = readFileSync(path.join(import.meta.dirname, 'web/counter/worker.js'), 'utf8').replace('__FILES__', JSON.stringify(files))
      const version = createHash('sha256').update(source).digest('hex').slice(0, 12)
      this.emitFile({ type: 'asset', fileName: 'counter-worker.js', source: source.replace('__VERSION__', version) })
    },
  }
}
