import { expect, test } from 'vitest'
import type { Question, Wizard } from './wizard.ts'
import { whyClosed } from './why-closed.ts'

const types = [{ key: 'sale', name: 'Sale', isRetired: true }, { key: 'rental', name: 'Rental', isRetired: false }]
const asking = (options?: string[]): Question => ({ key: 'type', kind: 'order_type', label: 'Type', required: true, ...(options ? { options } : {}) })
const wizard = (more: Partial<Wizard>, ...questions: Question[]): Pick<Wizard, 'purpose' | 'orderType' | 'pages'> => ({ purpose: 'create', pages: [{ key: 'p', title: 'P', questions }], ...more })

test('a wizard is closed when every type it could make orders of was retired, and says which', () => {
  expect(whyClosed(wizard({ orderType: 'sale' }), types)).toContain('“Sale”, which was retired')
  expect(whyClosed(wizard({}, asking(['sale'])), types)).toContain('“Sale”')
  expect(whyClosed(wizard({ orderType: 'sale' }), types.map((type) => ({ ...type, isRetired: true })))).not.toContain('Rental')
  expect(whyClosed(wizard({}, asking()), types.map((type) => ({ ...type, isRetired: true })))).toContain('“Sale”, “Rental”, which were all retired')
})

test('and open as long as one of them takes orders, or it makes none', () => {
  for (const open of [wizard({ orderType: 'rental' }), wizard({}, asking()), wizard({ orderType: 'sale' }, asking(['rental'])), wizard({ purpose: 'update', orderType: 'sale' })]) expect(whyClosed(open, types)).toBeUndefined()
})
