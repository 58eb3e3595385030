import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { RowProblem } from '#domain/imports/told-rows.ts'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { saveFile } from '../kit/save-file.ts'
import { problemsFile } from './problems-file.ts'
import classes from './imports.module.css'

/** What is wrong with which row: the first of them to read, all of them to keep. */
export function Problems({ problems, shown, fileName }: { problems: RowProblem[]; shown: number; fileName: string }) {
  return (
    <section aria-label="Problems" className={classes.problems}>
      <div className={classes.problemsHead}>
        <h3>Problems</h3>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} />} onClick={() => saveFile(fileName, problemsFile(problems), 'text/csv')}>Download the list</Button>
      </div>
      <DataTable label="Problems" columns={columns} rows={problems.slice(0, shown)} keyOf={(problem) => JSON.stringify(problem)} />
      {problems.length > shown && <p className="dimmed">The first {shown} of {problems.length}; the list has all of them.</p>}
    </section>
  )
}

const columns: Column<RowProblem>[] = [
  { key: 'row', name: 'Row', width: 70, cell: ({ row }) => row },
  { key: 'column', name: 'Column', cell: ({ column }) => column },
  { key: 'message', name: 'Problem', cell: ({ message }) => message },
]
