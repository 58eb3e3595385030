import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileNameOf } from './media-type.ts'

test.each([
  ['photo.png', 'image/jpeg', 'photo.jpg'],
  ['C:\\Users\\Amira\\ring.heic', 'image/webp', 'ring.webp'],
  ['../../../etc/passwd', 'application/pdf', 'passwd.pdf'],
  ['.htaccess', 'image/png', 'file.png'],
  ['Rechnung 2026.03', 'application/pdf', 'Rechnung 2026.pdf'],
  ['照片', 'image/jpeg', '照片.jpg'],
  ['annexe\u202egpj.exe', 'image/jpeg', 'annexegpj.jpg'],
] as const)('%s that is %s is kept as %s', (given, mediaType, kept) => {
  expect(fileNameOf(given, mediaType)).toBe(kept)
})

test('whatever it was called, it has no folder and the ending of what it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (given) => {
    expect(fileNameOf(given, 'image/png')).toMatch(/^[^/\\"<>]+\.png$/)
  }))
})
