import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkProcess } from '#domain/workflows/check-process.ts'
import { checkWorkflow } from '#domain/workflows/check-workflow.ts'
import { freezeProcess } from '#domain/workflows/freeze-process.ts'
import { blueprint } from '#domain/blueprints/blueprint.ts'

const root = path.resolve(import.meta.dirname, '..')
const files = readdirSync(path.join(root, 'blueprints'))

describe.each(files)('%s', (file) => {
  const document = blueprint.parse(JSON.parse(readFileSync(path.join(root, 'blueprints', file), 'utf8')))
  const library = {
    statuses: document.statuses.map((status) => ({ ...status, id: status.key })),
    workflowTypes: document.workflowTypes,
    workflows: document.workflows.map((workflow) => ({ ...workflow, version: 1 })),
  }

  test('is named after its key', () => expect(`${document.key}.json`).toBe(file))

  test.each(document.workflows)('$name can work', (workflow) => expect(checkWorkflow(workflow, library)).toEqual([]))

  test.each(document.orderTypes)('orders of the type $name find their way', (orderType) => {
    const process = freezeProcess({ ...orderType, id: orderType.key, version: 1 }, library.workflows, library.statuses, library.workflowTypes)
    expect(checkProcess(process, library.workflows, library)).toEqual([])
  })

  test('its views ask for statuses and order types it has', () => {
    const filters = document.views.flatMap((view) => [view.base, ...view.tabs.map(({ filter }) => filter), ...view.groups.map(({ filter }) => filter)])
    const statuses = document.statuses.map(({ key }) => key)
    const orderTypes = document.orderTypes.map(({ key }) => key)
    expect(filters.flatMap((filter) => filter.status ?? []).filter((key) => !statuses.includes(key))).toEqual([])
    expect(filters.flatMap((filter) => filter.orderType ?? []).filter((key) => !orderTypes.includes(key))).toEqual([])
  })
})

test('no code knows which blueprint it is working for', () => {
  const keys = files.map((file) => file.replace('.json', ''))
  const code = ['src', 'web'].flatMap((directory) => readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes('node_modules') && !file.startsWith('dist'))
    .map((file) => path.join(root, directory, file)))
  const naming = code.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines.flatMap((line, i) => (keys.some((key) => line.includes(key)) && !line.includes('example:') ? [`${path.relative(root, file)}:${i + 1}`] : []))
  })
  expect(naming).toEqual([])
})
