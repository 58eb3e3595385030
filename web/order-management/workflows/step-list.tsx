import { memo, useCallback, useMemo } from 'react'
import { isSideRoad } from '#domain/workflows/category.ts'
import { ANY_STEP, OPEN_STEPS } from '#domain/workflows/special-steps.ts'
import { placeName } from '#domain/workflows/place-name.ts'
import { Sortable } from '../kit/sortable.tsx'
import { AddStep } from './add-step.tsx'
import { useEditing, type Selected } from './editing.ts'
import classes from './step-list.module.css'
import { StepRow, type Way } from './step-row.tsx'
import { TransitionPill } from './transition-pill.tsx'
import { addTransition, leavesFromAll, orderSteps, type Step, type Transition, type WorkflowDraft } from './workflow-edits.ts'

type Props = { draft: WorkflowDraft; selected: Selected; faults: ReadonlyMap<string, number>; here: string | undefined }

/** The steps in their order, each with the ways on from it; then the ways that lead from everywhere. */
export const StepList = memo(function StepList({ draft, selected, faults, here }: Props) {
  const { statuses, mayEdit, change, select } = useEditing()
  const openStep = useCallback((step: string) => select({ step }), [select])
  const openTransition = useCallback((transition: string) => select({ transition }), [select])
  const { steps, transitions, movement } = draft
  const names = useMemo(() => new Map(steps.map(({ key }) => [key, placeName({ steps }, statuses, key)])), [steps, statuses])
  const nameOf = useCallback((place: string) => names.get(place) ?? placeName({ steps }, statuses, place), [names, steps, statuses])
  const statusAt = useMemo(() => new Map(steps.map(({ key, status }) => [key, statuses.get(status)])), [steps, statuses])
  const wayOf = (transition: Transition): Way => ({ transition, to: nameOf(transition.to), status: statusAt.get(transition.to) })
  const waysFrom = useMemo(() => {
    const ways = new Map<string, Transition[]>()
    for (const transition of transitions) for (const from of transition.from) ways.set(from, [...(ways.get(from) ?? []), transition])
    return ways
  }, [transitions])
  const road = useMemo(() => (movement === 'linear' ? steps.filter(({ status }) => !isSideRoad(statuses.get(status)?.category ?? 'draft')) : []), [movement, steps, statuses])
  const onwardOf = (step: Step) => {
    if (movement === 'free') return 'any step'
    const next = road[road.indexOf(step) + 1]
    return road.includes(step) && next ? nameOf(next.key) : undefined
  }
  const addWay = useCallback((from: string) => {
    change((now) => {
      const at = now.steps.findIndex(({ key }) => key === from)
      const to = now.steps[at + 1] ?? now.steps.find(({ key }) => key !== from) ?? now.steps[at]
      if (!to) return now
      const made = addTransition(now, { name: placeName(now, statuses, to.key), from: [from], to: to.key })
      select({ transition: made.transition.key })
      return made.draft
    })
  }, [change, select, statuses])
  const [selectedStep, selectedTransition] = [selected && 'step' in selected ? selected.step : undefined, selected && 'transition' in selected ? selected.transition : undefined]
  const row = (step: Step, index: number) => {
    const ways = (waysFrom.get(step.key) ?? []).map(wayOf)
    return (
      <StepRow
        step={step} index={index} name={nameOf(step.key)} status={statusAt.get(step.key)} ways={ways} onward={onwardOf(step)} faults={faults.get(step.key) ?? 0} isHere={here === step.key}
        selectedStep={selectedStep === step.key} selectedTransition={ways.some(({ transition }) => transition.key === selectedTransition) ? selectedTransition : undefined}
        mayEdit={mayEdit} onOpenStep={openStep} onOpenTransition={openTransition} onAddWay={addWay}
      />
    )
  }
  const everywhere = transitions.filter(leavesFromAll)
  const addFromOpen = () => change((now) => {
    const [last] = now.steps.slice(-1)
    if (!last) return now
    const made = addTransition(now, { name: placeName(now, statuses, last.key), from: [OPEN_STEPS], to: last.key })
    select({ transition: made.transition.key })
    return made.draft
  })
  return (
    <div className={classes.list}>
      {mayEdit
        ? <Sortable label="Steps" items={steps} keyOf={({ key }) => key} nameOf={({ key }) => nameOf(key)} onOrder={(ordered) => change((now) => orderSteps(now, ordered.map(({ key }) => key)))}>{row}</Sortable>
        : <ol className={classes.plain} aria-label="Steps">{steps.map((step, i) => <li key={step.key} className={classes.plainStep}>{row(step, i)}</li>)}</ol>}
      {mayEdit && <AddStep draft={draft} />}
      {steps.length > 0 && (everywhere.length > 0 || mayEdit) && (
        <section className={classes.everywhere} aria-label="From several steps">
          <h3 className={classes.heading}>From any step</h3>
          <div className={classes.ways}>
            {everywhere.map((transition) => (
              <span key={transition.key} className={classes.from}>
                <span className={classes.fromWords}>{transition.from.includes(ANY_STEP) ? 'Any step' : 'Any open step'}</span>
                <TransitionPill {...wayOf(transition)} isSelected={selectedTransition === transition.key} onOpen={openTransition} />
              </span>
            ))}
            {mayEdit && <button type="button" className={classes.add} onClick={addFromOpen}>+ Move from any open step</button>}
          </div>
        </section>
      )}
    </div>
  )
})
