// Runs before the first paint, so that nobody who chose dark is shown a white flash. A file of its own: pages allow no inline script.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('docket-color-scheme')
  } catch {}
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
