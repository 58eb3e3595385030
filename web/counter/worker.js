/* The counter's service worker. The build fills in the files of the counter and their version (vite.config.ts); it is
   plain JavaScript, because a worker is a file of its own. It answers only for the counter's page and these files. */
const files = __FILES__
const cacheName = 'docket-counter-__VERSION__'
const known = new Set(files)

self.addEventListener('install', (event) => {
  // The page and its files are of one build, or the worker is not installed.
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(['/', ...files])).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && /^\/[^/]+\/counter\/?$/.test(pathname)) event.respondWith(page(event.request))
  else if (known.has(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(event.request)))
})

/** The page as the server has it, if it says so soon; else as it was kept. */
async function page(request) {
  const kept = await caches.match('/')
  try {
    return await fetch(request, { signal: AbortSignal.timeout(kept ? 3_000 : 60_000) })
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

async function forgetOthers() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('docket-counter-') && name !== cacheName).map((name) => caches.delete(name)))
}
