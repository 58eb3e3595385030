// What a page's code may hand to the browser as markup or as the address of a script, where the browser asks (Trusted Types). Text
// without "<" becomes no element: it is the style sheets that Mantine writes. The only script loaded by its address is our own service
// worker. No text is ever run as a script. A file of its own and the first to run, so that nothing is written before it.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML: (text) => (text.includes('<') ? null : text),
  // By scheme and host, because a blob has the origin of the page that made it.
  createScriptURL: (address) => {
    const url = URL.parse(address, location.href)
    return url?.protocol === location.protocol && url.host === location.host ? address : null
  },
})

// Zod would try whether it may make functions out of text, which is refused, and reported as what it looks like.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
