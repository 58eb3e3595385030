import { memo, useCallback } from 'react'
import { placeName } from '#domain/workflows/place-name.ts'
import { StatusSign } from '../../kit/status-badge.tsx'
import { ScrollRegion } from '../../kit/scroll-region.tsx'
import { useEditing } from './editing.ts'
import classes from './move-matrix.module.css'
import { leavesFromAll, movesBetween, setAllowed, type WorkflowDraft } from './workflow-edits.ts'

/** Which step leads to which: a tick allows a move, taking it away forbids it. */
export const MoveMatrix = memo(function MoveMatrix({ draft }: { draft: WorkflowDraft }) {
  const { statuses, mayEdit, change } = useEditing()
  const nameOf = (key: string) => placeName(draft, statuses, key)
  const names = draft.steps.map(({ key }) => nameOf(key))
  const set = useCallback((from: string, to: string, isAllowed: boolean) => change((now) => setAllowed(now, from, to, isAllowed, placeName(now, statuses, to))), [change, statuses])
  const rowOf = (step: WorkflowDraft['steps'][number]) => {
    const at = { step: step.key, category: statuses.get(step.status)?.category ?? 'draft' }
    return draft.steps.map((to) => {
      if (to.key === step.key) return SELF
      const ways = movesBetween(draft, at, to.key)
      if (ways.some(leavesFromAll)) return EVERYWHERE
      return ways.length > 0 ? ALLOWED : NOT
    }).join('')
  }
  if (draft.steps.length === 0) return <p className={classes.hint}>Add steps first.</p>
  return (
    <>
      <p className={classes.hint}>{hints[draft.movement]} Rows are where something stands, columns where it may go. A move from any step is shown by a filled dot.</p>
      <ScrollRegion className={classes.frame} label="Table of moves">
        <table className={classes.table}>
          <thead>
            <tr>
              <td className={classes.corner}>from ↓ to →</td>
              {draft.steps.map((step, i) => <th key={step.key} scope="col" className={classes.column}><span>{names[i]}</span></th>)}
            </tr>
          </thead>
          <tbody>
            {draft.steps.map((step, i) => {
              const status = statuses.get(step.status)
              return (
                <tr key={step.key}>
                  <th scope="row" className={classes.row}>{status && <StatusSign color={status.color} icon={status.icon} />} {names[i]}</th>
                  <Cells from={step.key} row={rowOf(step)} keys={draft.steps.map(({ key }) => key).join(' ')} name={names[i] ?? ''} names={names.join('\n')} isFixed={!mayEdit} onSet={set} />
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
})

const [SELF, EVERYWHERE, ALLOWED, NOT] = ['s', 'e', 'a', 'n']
const hints = {
  free: 'Things move freely here, so every step leads to every other; a tick names a move that can ask for more.',
  linear: 'Things move one step at a time here; a tick adds a move besides.',
  explicit: 'Only what is ticked can happen.',
}

type CellsProps = { from: string; row: string; keys: string; name: string; names: string; isFixed: boolean; onSet: (from: string, to: string, isAllowed: boolean) => void }

/** A row's cells: plain text in, so that of sixty rows only the one that changed is drawn anew. */
const Cells = memo(function Cells({ from, row, keys, name, names, isFixed, onSet }: CellsProps) {
  const tos = keys.split(' ')
  const words = names.split('\n')
  return tos.map((to, i) => {
    const state = row[i]
    if (state === SELF) return <td key={to} className={classes.self}><span className="visually-hidden">The same step</span></td>
    if (state === EVERYWHERE) return <td key={to} className={classes.cell} title={`${name} to ${words[i]}: a move from any step`}><span className={classes.dot} /><span className="visually-hidden">By a move from any step</span></td>
    return <td key={to} className={classes.cell}><input type="checkbox" checked={state === ALLOWED} disabled={isFixed} aria-label={`${name} to ${words[i]}`} onChange={(event) => onSet(from, to, event.currentTarget.checked)} /></td>
  })
})
