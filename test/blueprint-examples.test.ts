import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { blueprint } from '#domain/blueprints/blueprint.ts'
import { view } from '#domain/views/contract.ts'
import { errorsOfNumbering } from '#domain/orders/order-number.ts'
import { checkWorkflow } from '#domain/workflows/check-workflow.ts'
import { orderType, status, workflow, workflowType } from '#domain/workflows/schema.ts'
import { readFormula } from '#domain/wizards/formula.ts'
import { wizard } from '#domain/wizards/wizard.ts'

const page = readFileSync(path.resolve(import.meta.dirname, '../docs/blueprints.md'), 'utf8')
const examples = [...page.matchAll(/```json ?(\w*)\n([\s\S]*?)```/g)].map(([, part = '', text = '']) => ({ part: part || 'blueprint', value: JSON.parse(text) as unknown }))
const schemas: Record<string, z.ZodType> = { blueprint, settings: blueprint.shape.settings, status, workflowType, workflow, orderType, wizard, view }

describe('what docs/blueprints.md shows', () => {
  test.each(examples)('a $part can be read as it stands', ({ part, value }) => {
    expect(schemas[part]?.safeParse(value)).toMatchObject({ success: true })
  })

  test('every part of a blueprint has an example', () => {
    expect([...new Set(examples.map(({ part }) => part))].sort()).toEqual(Object.keys(schemas).sort())
  })

  test('the whole one works, and so do its numbers and formulas', () => {
    const whole = blueprint.parse(examples.find(({ part }) => part === 'blueprint')?.value)
    const library = { statuses: whole.statuses.map((one) => ({ ...one, id: one.key })), workflowTypes: whole.workflowTypes }
    expect(whole.workflows.flatMap((one) => checkWorkflow(one, library))).toEqual([])
    const types = examples.filter(({ part }) => part === 'orderType').map(({ value }) => orderType.parse(value))
    expect(types.flatMap(({ numbering }) => errorsOfNumbering(numbering))).toEqual([])
    const wizards = examples.filter(({ part }) => part === 'wizard').map(({ value }) => wizard.parse(value))
    expect(wizards.flatMap(({ sets }) => Object.values(sets ?? {})).map((source) => readFormula(source).fault)).toEqual([undefined, undefined])
  })
})
