declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness, so that ids made by anyone sort by time.
 * Within one millisecond the 12 bits after the version count up, so ids made here keep their order.
 */
export function newId(milliseconds = Date.now()): string {
  counter = milliseconds === lastMillisecond ? (counter + 1) & 0xfff : 0
  lastMillisecond = milliseconds
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let rest = milliseconds
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

let lastMillisecond = 0
let counter = 0
