# Sourced by the other scripts: ROOT, NODE, and what must be there before anything runs.
ROOT=$(cd "$(dirname "$0")/.." && pwd -P)

say() { printf '%s\n' "$*" >&2; }

# npm writes node_modules/.package-lock.json last, so an older or missing one means an unfinished or outdated install.
install_packages() {
  if [ -f "$ROOT/node_modules/.package-lock.json" ] &&
    [ ! "$ROOT/package-lock.json" -nt "$ROOT/node_modules/.package-lock.json" ]; then
    return
  fi
  command -v npm >/dev/null || { say 'Docket needs Node 20 or newer with npm: https://nodejs.org'; exit 1; }
  say 'Installing packages…'
  (cd "$ROOT" && npm ci --include=dev --no-audit --no-fund --loglevel=error </dev/null >&2)
}

is_node_24() { [ "$("$1" -p 'Number(process.versions.node.split(".")[0]) >= 24' 2>/dev/null)" = true ]; }

# The npm package `node` brings Node 24 where the machine's own is older.
choose_node() {
  NODE=$ROOT/node_modules/.bin/node
  is_node_24 "$NODE" && return
  NODE=$(command -v node || true)
  [ -n "$NODE" ] && is_node_24 "$NODE" && return
  (cd "$ROOT" && npm rebuild node --loglevel=error </dev/null >&2) || true
  NODE=$ROOT/node_modules/.bin/node
  is_node_24 "$NODE" && return
  say "Docket needs Node 24. npm should have installed it as $NODE, but that does not run."
  say 'Most likely npm was told to ignore install scripts; run: npm ci --ignore-scripts=false'
  say 'Or install Node 24 yourself: https://nodejs.org'
  exit 1
}

web_sources() {
  (cd "$ROOT" && find web src/domain package-lock.json vite.config.ts -path web/dist -prune -o -type f -exec cksum {} + |
    sort | cksum)
}

build_web() {
  sources=$(web_sources)
  [ -f "$ROOT/web/dist/index.html" ] && [ "$(cat "$ROOT/web/dist/.built-from" 2>/dev/null)" = "$sources" ] && return
  say 'Building the web…'
  (cd "$ROOT" && "$NODE" node_modules/vite/bin/vite.js build --logLevel warn </dev/null >&2) || return 1
  printf '%s\n' "$sources" >"$ROOT/web/dist/.built-from"
}
