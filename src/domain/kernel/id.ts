declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness, so that ids made by anyone sort by time.
 * Within one millisecond the 12 bits after the version count up, so ids made here keep their order.
 */
export function newId(milliseconds = Date.now()): string {
  counter = milliseconds === lastMillisecond ? (counter + 1) & 0xfff : 0
  lastMillisecond = milliseconds
  if (at === random.length) {
    crypto.getRandomValues(random)
    at = 0
  }
  const time = milliseconds.toString(16).padStart(12, '0')
  const counted = (0x7000 | counter).toString(16)
  const [a, b, c, d, e, f, g, h] = random.subarray(at, at += 8)
  return `${time.slice(0, 8)}-${time.slice(8)}-${counted}-${hexOf(0x80 | ((a ?? 0) & 0x3f))}${hexOf(b)}-${hexOf(c)}${hexOf(d)}${hexOf(e)}${hexOf(f)}${hexOf(g)}${hexOf(h)}`
}

let lastMillisecond = 0
let counter = 0

// Asking for randomness costs more than the id that is made of it, so it is drawn for many at a time.
const random = new Uint8Array(8 * 256)
let at = random.length

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hexOf = (byte = 0) => hex[byte] ?? ''
