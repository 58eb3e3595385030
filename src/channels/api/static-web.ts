import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sendFile, staticFile, WEB, type StaticFile } from '#channels/http/static-file.ts'
import { Refusal } from '#domain/kernel/refusal.ts'

/** Serves the built web; every address that is no file is a screen of the one page. Files are read once: a new build is a new start. */
export function addStaticWeb(app: FastifyInstance, directory: string = WEB): void {
  const files = readFiles(directory)
  const index = files.get('/index.html')
  app.get('/*', async (request, reply) => {
    const asked = request.url.split('?')[0] ?? '/'
    const file = files.get(asked)
    if (file) return sendFile(request, reply, file, isHashed(asked) ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (/^\/(api|metrics)(\/|$)/.test(asked) || /\.\w+$/.test(asked)) throw new Refusal('not-found', 'There is nothing at this address.')
    if (!index) throw new Refusal('unavailable', 'The web was not built. Build it with bin/start, or use the API.', [], { retryAfter: 5 })
    return sendFile(request, reply, index, 'no-cache')
  })
}

function readFiles(directory: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return files
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    files.set(`/${path.relative(directory, file).split(path.sep).join('/')}`, staticFile(readFileSync(file), path.extname(file)))
  }
  return files
}

/** Vite puts a hash of the content into the names of what it builds into assets/. */
function isHashed(asked: string): boolean {
  return asked.startsWith('/assets/')
}
