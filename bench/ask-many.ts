import http from 'node:http'

export type Measured = { perSecond: number; p50: number; p95: number; p99: number; count: number; failed: number }

/**
 * Asks over `connections` kept-alive connections for so many seconds, each asking again as soon as it was answered.
 * Milliseconds are from the first byte sent to the last byte read; an answer counts if its status is below 300.
 */
export async function askMany(address: string, options: { connections: number; seconds: number }, next: (i: number) => { method: string; path: string; headers: Record<string, string>; body?: string }): Promise<Measured> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: options.connections })
  const times: number[] = []
  let failed = 0
  let i = 0
  const start = performance.now()
  const end = start + options.seconds * 1000
  await Promise.all(Array.from({ length: options.connections }, async () => {
    while (performance.now() < end) {
      const began = performance.now()
      const status = await ask(agent, address, next(i++))
      if (status < 300) times.push(performance.now() - began)
      else failed++
    }
  }))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), count: times.length, failed }
}

function ask(agent: http.Agent, address: string, { method, path, headers, body }: { method: string; path: string; headers: Record<string, string>; body?: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(address + path, { agent, method, headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) } }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 500))
    })
    request.on('error', reject)
    request.end(body)
  })
}
