import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { processorTime } from '#test/took.ts'
import { matchesPattern, readPattern } from './pattern.ts'

describe('a pattern', () => {
  test.each([
    ['^[A-Z]{2}-\\d{3,5}$', ['AB-123', 'AB-12345'], ['AB-12', 'ab-123', 'AB-123456', 'xAB-123', 'AB-123\n']],
    ['(red|green)( light)?', ['red', 'green light'], ['red light ', 'blue', '']],
    ['[^a-c.]+', ['xyz', 'ü€'], ['xaz', '.', '']],
    ['[\\w.-]+@[\\w-]+(\\.[\\w-]+)+', ['a.b@c.example'], ['a@b', '@c.example']],
    ['a\\$|\\^b|c\\\\', ['a$', '^b', 'c\\'], ['a', 'b', 'c']],
    ['[\\d\\-]+', ['1-2'], ['a']],
    ['.{2}', ['🎉🎉', 'ab'], ['a\n', 'abc']],
    ['', [''], ['a']],
  ])('%s is matched whole', (pattern, fitting, others) => {
    for (const text of fitting) expect(matchesPattern(pattern, text), text).toBe(true)
    for (const text of others) expect(matchesPattern(pattern, text), text).toBe(false)
  })

  test.each([
    ['(?=x)y', 'Looking ahead'], ['(?<name>x)', 'named groups'], ['(a)\\1', 'refers back'], ['a{3,2}', 'at least 3 and at most 2'], ['[z-a]', 'backwards'], ['(a', 'never closed'], ['a)', 'too many'],
    ['[a', 'never closed'], ['*a', 'Nothing stands before'], ['a\\', 'Something must follow'], ['a^b', 'only at the beginning'], ['\\p', 'cannot be used'], ['x'.repeat(201), 'at most 200'],
    ['(a{200}){200}', 'too large'], ['(){200}{200}{200}{200}', 'too large'], ['('.repeat(30) + 'a' + ')'.repeat(30), 'nested'],
  ])('%s is refused in words', (pattern, why) => {
    expect(readPattern(pattern).fault).toContain(why)
    expect(matchesPattern(pattern, 'a')).toBe(false)
  })

  test.each(['(a+)+$', '(a|a)*b', '(.*a){20}', '(a*)*b', '([^b]*){100}', '(a?){150}a{150}', '(x+x+)+y'])('%s answers about 5,000 characters at once', (pattern) => {
    const text = 'a'.repeat(4_999)
    matchesPattern(pattern, 'warm')
    expect(processorTime(() => matchesPattern(pattern, `${text}!`))).toBeLessThan(100)
  })

  test('says what the language’s own expressions say, wherever both can be asked', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '(a|b)', '(ab)', '(?:b)', '')
    const times = fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{0,}')
    const pattern = fc.array(fc.tuple(atom, times).map(([one, many]) => (one === '' ? '' : one + many)), { maxLength: 6 }).map((parts) => parts.join(''))
    fc.assert(fc.property(pattern, fc.stringMatching(/^[ab1]{0,8}$/), (source, text) => {
      // eslint-disable-next-line security/detect-non-literal-regexp -- what it is compared with
      expect(matchesPattern(source, text)).toBe(new RegExp(`^(?:${source})$`).test(text))
    }), { numRuns: 2_000 })
  })
})
