import { expect, test } from 'vitest'
import type { ShownLineItem, ShownMove } from '#domain/orders/contract.ts'
import { ESCALATED, entriesOf, sectionAt, sectionsOf, whyRefused } from './line-sections.ts'

const way = ['pre', 'production', 'post', 'complete', 'archive'].map((key) => ({ key, status: { name: key.toUpperCase(), color: 'blue' as const, icon: null } }))
const line = (id: string, step: string, escalated = false) => ({ id, name: id, escalated, position: { step, status: { name: step.toUpperCase(), color: 'blue', icon: null } } }) as unknown as ShownLineItem

test('six services in five columns: every step is there, each service in exactly one', () => {
  const lines = [line('a', 'pre'), line('b', 'production'), line('c', 'post'), line('d', 'complete'), line('e', 'archive'), line('f', 'pre')]
  const sections = sectionsOf(lines, way)
  expect(sections.map(({ key, lines }) => [key, lines.map(({ id }) => id).join()])).toEqual([['pre', 'a,f'], ['production', 'b'], ['post', 'c'], ['complete', 'd'], ['archive', 'e']])
})

test('escalations stand first and only there', () => {
  const sections = sectionsOf([line('a', 'pre', true), line('b', 'post')], way)
  expect(sections[0]).toMatchObject({ key: ESCALATED, lines: [{ id: 'a' }] })
  expect(sections.find(({ key }) => key === 'pre')?.lines).toEqual([])
  expect(sections.find(({ key }) => key === 'post')?.lines).toMatchObject([{ id: 'b' }])
})

test('where something was dropped is the section of what stands before it', () => {
  // PRE a b | PRODUCTION | POST c
  const entries = entriesOf(sectionsOf([line('a', 'pre'), line('b', 'pre'), line('c', 'post')], way.slice(0, 3)))
  expect(entries.map(({ section, line }) => line?.id ?? section.key)).toEqual(['pre', 'a', 'b', 'production', 'post', 'c'])
  expect(sectionAt(entries, 1, 2)?.key).toBe('pre')
  expect(sectionAt(entries, 1, 3)?.key).toBe('production')
  expect(sectionAt(entries, 1, 5)?.key).toBe('post')
  expect(sectionAt(entries, 5, 3)?.key).toBe('pre')
  expect(sectionAt(entries, 5, 4)?.key).toBe('production')
  expect(sectionAt(entries, 5, 0)?.key).toBe('pre')
})

test('a section that cannot be dropped on says why', () => {
  const dragged = line('a', 'pre')
  const [pre, production, post] = sectionsOf([dragged], way) as [never, never, never]
  const moves = [{ to: { step: 'production' }, verdict: { blockedBy: [{ code: 'role', message: 'Only managers.' }], because: 'Only managers.' } }] as unknown as ShownMove[]
  expect(whyRefused(pre, dragged, moves)).toBeUndefined()
  expect(whyRefused(production, dragged, moves)).toBe('Only managers.')
  expect(whyRefused(post, dragged, moves)).toBe('The process does not lead from PRE to POST.')
})
