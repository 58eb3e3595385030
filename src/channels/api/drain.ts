import type { Server } from 'node:http'
import type { Socket } from 'node:net'

const BETWEEN_SWEEPS = 50
const GRACE_SWEEPS = 10

/**
 * Ends the connections that have nothing to answer while a server closes. Node leaves open what has never sent a request,
 * as browsers connect ahead of time; half a second is left to those that were just about to.
 */
export function followConnections(server: Server): { startSweeping(): { stop(): void } } {
  const open = new Set<Socket>()
  const busy = new Map<Socket, number>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    busy.set(socket, (busy.get(socket) ?? 0) + 1)
    response.on('close', () => {
      const left = (busy.get(socket) ?? 1) - 1
      if (left > 0) busy.set(socket, left)
      else busy.delete(socket)
    })
  })
  return {
    startSweeping() {
      let sweeps = 0
      const sweeping = setInterval(() => {
        server.closeIdleConnections()
        if (++sweeps >= GRACE_SWEEPS) for (const socket of open) if (!busy.has(socket)) socket.destroy()
      }, BETWEEN_SWEEPS)
      return { stop: () => clearInterval(sweeping) }
    },
  }
}
