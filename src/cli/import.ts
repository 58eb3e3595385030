import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { importTargets, type ImportMapping, type ShownImport } from '#domain/imports/contract.ts'
import { given } from '#domain/kernel/given.ts'
import { getImport } from '#features/imports/get-import.ts'
import { previewImport } from '#features/imports/preview-import.ts'
import { receiveFile } from '#features/imports/receive-file.ts'
import { runImport } from '#features/imports/run-import.ts'
import { startImport } from '#features/imports/start-import.ts'
import { cannotStart } from '#platform/cannot-start.ts'
import { perform } from '#platform/operation.ts'
import { operatorOf, withConnection } from './connect.ts'

const PROBLEMS_SHOWN = 20

const options = {
  organization: { type: 'string' }, 'order-type': { type: 'string' }, 'date-format': { type: 'string' }, decimal: { type: 'string' }, currency: { type: 'string' },
  step: { type: 'string' }, 'payment-status': { type: 'string' }, column: { type: 'string', multiple: true }, 'dry-run': { type: 'boolean', default: false },
} as const

export const importFile = {
  usage: 'FILE --organization SLUG [--order-type KEY] [--step KEY] [--date-format iso|mdy|dmy] [--decimal .|,] [--currency CODE]\n    [--payment-status STATUS] [--column target=Name …] [--dry-run]',
  summary: 'Imports orders from a CSV, here and now. What is not said is taken from the file, or from the last time it was.',
  run(words: string[]) {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
    const [file] = positionals
    if (!file) throw cannotStart('Name the file to import.')
    return withConnection(async (connection) => {
      const caller = await operatorOf(connection, values.organization)
      const { database } = connection
      await access(file).catch(() => { throw cannotStart(`There is no file ${file} that can be read.`) })
      const uploaded = await receiveFile(database, caller, { fileName: path.basename(file).slice(0, 200), body: createReadStream(file) })
      const mapping = mappingOf(uploaded, values)
      process.stderr.write(`${uploaded.rows} rows${uploaded.source === 'unknown' ? '' : `, written by ${uploaded.source}`}. ${Object.entries(mapping.columns).map(([target, column]) => `${target}=“${column}”`).join(', ')}\n`)
      if (values['dry-run']) {
        const { orders, problemCount, problems } = await perform(database, previewImport, caller, { id: uploaded.id, mapping })
        process.stderr.write(`${orders} orders, ${problemCount} problems. Nothing was imported.\n${describe(problems)}`)
        return problemCount > 0 ? 1 : 0
      }
      await perform(database, startImport, caller, { id: uploaded.id, mapping })
      await runImport(database, { organizationId: caller.organizationId, importId: uploaded.id }, { onProgress: ({ orders, imported, failed, duplicates }) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${imported + failed + duplicates} of ${orders} orders `)
      } })
      const { imported, failed, duplicates, problems, failedBecause } = await perform(database, getImport, caller, { id: uploaded.id })
      process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}${imported} orders imported, ${duplicates} were there already, ${failed} ${failed === 1 ? 'group' : 'groups'} of rows without a whole order left out.\n${describe(problems)}`)
      if (failedBecause === null) return 0
      process.stderr.write(`The import stopped. ${failedBecause}\n`)
      return 1
    })
  },
}

function mappingOf({ mapping, columns }: ShownImport, values: { [name: string]: string | boolean | string[] | undefined }): ImportMapping {
  if (!mapping) throw cannotStart('The organization has no order type yet. Apply a blueprint first.')
  const chosen = (Array.isArray(values['column']) ? values['column'] : []).map((text) => {
    const [target = '', ...name] = text.split('=')
    if (!(importTargets as readonly string[]).includes(target)) throw cannotStart(`“${target}” is no target of a column. There are: ${importTargets.join(', ')}.`)
    if (!columns.includes(name.join('='))) throw cannotStart(`The file has no column “${name.join('=')}”. It has: ${columns.join(', ')}.`)
    return [target, name.join('=')]
  })
  const said = { orderType: values['order-type'], dateFormat: values['date-format'], decimal: values['decimal'], currency: values['currency'], step: values['step'], paymentStatus: values['payment-status'] }
  return { ...mapping, ...(given(said) as Partial<ImportMapping>), columns: { ...mapping.columns, ...Object.fromEntries(chosen) } }
}

function describe(problems: ShownImport['problems']): string {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ row, column, message }) => `  row ${row}${column === null ? '' : `, ${column}`}: ${message}\n`)
  return shown.join('') + (problems.length > PROBLEMS_SHOWN ? `  … and ${problems.length - PROBLEMS_SHOWN} more\n` : '')
}
