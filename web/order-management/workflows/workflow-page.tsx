import { Button, Drawer, Menu, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { IconPlayerPlay, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react'
import { examineWorkflowDraft } from '#domain/workflows/check-design.ts'
import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import { placeName } from '#domain/workflows/place-name.ts'
import type { Position } from '#domain/workflows/process.ts'
import { ask } from '../../ask.ts'
import { asking, useAsk } from '../../asking.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { PageHead } from '../../kit/page-head.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useSave } from '../../kit/use-save.ts'
import { useHere, useMay, useWords } from '../../session/session.ts'
import { DesignBadges, DesignBar } from '../kit/design-bar.tsx'
import { DesignDialogs, type DesignDialog } from '../kit/design-dialogs.tsx'
import { DesignNotice } from '../kit/design-notice.tsx'
import { pointerInWords } from '../kit/pointer-words.ts'
import { useDesign } from '../kit/use-design.ts'
import { useInForce, type ShownInForce } from '../kit/use-in-force.ts'
import { StatusDrawer } from '../status-library/status-drawer.tsx'
import { designedDraft } from './designed.ts'
import { EditingProvider, type Editing, type Selected } from './editing.ts'
import { FaultsPanel } from './faults-panel.tsx'
import { MoveMatrix } from './move-matrix.tsx'
import { StepEditor } from './step-editor.tsx'
import { StepList } from './step-list.tsx'
import { TransitionEditor } from './transition-editor.tsx'
import { useFactContext } from './use-fact-context.ts'
import { useShownDraft } from './use-shown-draft.ts'
import { addStep, type WorkflowDraft } from './workflow-edits.ts'
import classes from './workflow-page.module.css'
import { WorkflowSettings } from './workflow-settings.tsx'

// The graph and the simulator bring libraries of their own, which whoever edits the list need not wait for.
const WorkflowGraph = lazy(() => import('./workflow-graph.tsx'))
const WorkflowTrial = lazy(() => import('./workflow-trial.tsx'))

const readAgain = ['workflow.get', 'workflow.list', 'workflow.list_designed', 'status.list', 'order_type.list_designed', 'order_type.get']
type Arrangement = 'list' | 'graph' | 'matrix'

/** One workflow, to be designed: its steps and the ways between them, checked as one goes, and tried out before anybody meets it. */
export default function WorkflowPage() {
  const { slug } = useHere().organization
  const { workflow: key = '' } = useParams({ strict: false })
  const designed = useAsk('workflow.get', { key })
  const around = useInForce()
  const back = { to: `/${slug}/settings/order-management/workflows`, name: 'Workflows' }
  const all = designed.data && around.data && { designed: designed.data, around: around.data }
  return (
    <Shown data={all || undefined} error={designed.error ?? around.error} again={designed.refetch}>
      {(shown) => shown.designed.draft || shown.designed.published
        ? <EditWorkflow key={key} {...shown} back={back} />
        : <><PageHead title="Workflow" back={back} /><EmptyState title="There is no such workflow">It may never have existed here.</EmptyState></>}
    </Shown>
  )
}

type Props = { designed: DesignedWorkflow; around: ShownInForce; back: { to: string; name: string } }

function EditWorkflow({ designed, around, back }: Props) {
  const { statuses: library, workflowTypes: types, workflows, orderTypes } = around
  const { slug } = useHere().organization
  const words = useWords()
  const queryClient = useQueryClient()
  const [mayEdit, mayPublish] = [useMay('process.update'), useMay('process.publish')]
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const [arrangement, arrange] = useState<Arrangement>('list')
  const [selected, setSelected] = useState<Selected>()
  const [isTrying, setTrying] = useState(false)
  const [positions, setPositions] = useState<Position[]>([])
  const [dialog, show] = useState<DesignDialog>()
  const [newStatus, setNewStatus] = useState<string>()
  const { key, draft: stored, published } = designed

  const keep = (now: DesignedWorkflow) => {
    queryClient.setQueryData(asking(slug, 'workflow.get', { key }).queryKey, now)
    return designedDraft(now)
  }
  const design = useDesign<WorkflowDraft>(`${slug}-workflow-${key}`, useMemo(() => designedDraft(designed), [designed]), {
    save: async (definition, seen) => keep(await ask('workflow.save_draft', definition, { organization: slug, ...(seen > 0 ? { version: seen } : {}) })),
    read: async () => keep(await ask('workflow.get', { key }, { organization: slug })),
  })
  const { definition: draft, change } = design
  const statuses = useMemo(() => new Map(library.map((status) => [status.key, status])), [library])
  const facts = useFactContext(draft, orderTypes, library)
  const editing = useMemo<Editing>(() => ({
    library, statuses, types, facts, workflows, mayEdit, change, addStatus: setNewStatus,
    select: (next) => {
      setSelected(next)
      setTrying(false)
    },
  }), [library, statuses, types, facts, workflows, mayEdit, change])

  // Checking walks every way through the workflow, and through the order types that use it: not between two keys.
  const [checked] = useDebouncedValue(draft, 250)
  const findings = useMemo(() => examineWorkflowDraft(checked, around), [checked, around])
  const faultsOf = useMemo(() => new Map(Map.groupBy(findings.faults.filter(({ step, workflow }) => step !== null && workflow === key), ({ step }) => step ?? '').entries().map(([step, of]) => [step, of.length])), [findings, key])

  const retiring = useSave((isRetired: boolean) => ask('workflow.retire', { key, isRetired }), { readAgain, done: (_, isRetired) => (isRetired ? 'Retired: no order type may take it.' : 'It can be used again.') })

  const step = selected && 'step' in selected ? draft.steps.find((one) => one.key === selected.step) : undefined
  const transition = selected && 'transition' in selected ? draft.transitions.find((one) => one.key === selected.transition) : undefined
  const isRetired = published?.isRetired ?? false
  const title = isTrying ? 'Try it out' : step ? `Step ${placeName(draft, statuses, step.key)}` : transition ? `Move “${transition.name}”` : undefined
  const close = () => {
    setSelected(undefined)
    setTrying(false)
  }
  const panel = isTrying ? <Suspense fallback={<Skeleton h={200} aria-label="Loading" />}><WorkflowTrial draft={draft} around={around} onPositions={setPositions} /></Suspense>
    : step ? <StepEditor key={step.key} draft={draft} step={step} />
      : transition ? <TransitionEditor key={transition.key} draft={draft} transition={transition} /> : undefined
  const position = isTrying ? positions.find(({ workflow }) => workflow === key)?.step : undefined
  const [shownDraft, shownSelected] = [useShownDraft(draft), useDeferredValue(selected)]
  // The graph and the table take the width for themselves until something of them is opened.
  const isSideShown = arrangement === 'list' || (panel !== undefined && !isNarrow)
  return (
    <EditingProvider value={editing}>
      <PageHead title={draft.name} back={back} beside={<DesignBadges published={published?.version ?? null} hasDraft={stored !== null} isRetired={isRetired} />}>
        <DesignBar design={design} published={published?.version ?? null} isRetired={isRetired} mayPublish={mayPublish} onReview={() => show('review')}>
          {mayEdit && <Menu.Item disabled={stored === null} onClick={() => show('discard')}>Throw the draft away…</Menu.Item>}
          {mayPublish && published && <Menu.Item onClick={() => retiring.mutate(!isRetired)}>{isRetired ? 'Use it again' : 'Retire the workflow'}</Menu.Item>}
        </DesignBar>
      </PageHead>
      {!mayEdit && <Text size="sm" c="dimmed" mb="sm">Managers, admins and owners design workflows. You see how it works.</Text>}
      <DesignNotice design={design} placeOf={pointerInWords} />
      <div className={classes.bar}>
        <SegmentedControl aria-label="Arrangement" value={arrangement} onChange={(value) => arrange(value)} data={[{ value: 'list', label: 'List' }, { value: 'graph', label: 'Graph' }, { value: 'matrix', label: 'Table of moves' }]} />
        <Button variant={isTrying ? 'filled' : 'default'} leftSection={<IconPlayerPlay size={16} />} disabled={draft.steps.length === 0} aria-pressed={isTrying} onClick={() => (isTrying ? close() : setTrying(true))}>Try it out</Button>
        <span className={classes.about}>of {(draft.scope === 'order' ? words.orders : words.lineItems).toLowerCase()}</span>
      </div>
      <div className={classes.body} data-side={isTrying ? 'wide' : isSideShown ? undefined : 'none'}>
        <div className={classes.main}>
          {!isSideShown && <div className={classes.above}><FaultsPanel draft={draft} findings={findings} /></div>}
          {arrangement === 'list' && <StepList draft={shownDraft} selected={shownSelected} faults={faultsOf} here={position} />}
          {arrangement === 'graph' && <Suspense fallback={<Skeleton h={480} aria-label="Loading" />}><WorkflowGraph draft={shownDraft} selected={shownSelected} faults={faultsOf} here={position} /></Suspense>}
          {arrangement === 'matrix' && <MoveMatrix draft={shownDraft} />}
        </div>
        {isSideShown && <aside className={classes.side} aria-label={title ?? 'The workflow'}>
          {panel && !isNarrow ? (
            <>
              <div className={classes.sideHead}>
                <h2 className={classes.sideTitle}>{title}</h2>
                <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconX size={14} />} onClick={close}>Close</Button>
              </div>
              {panel}
            </>
          ) : (
            <>
              <FaultsPanel draft={draft} findings={findings} />
              <WorkflowSettings draft={draft} designed={designed} onMigrate={() => show('migrate')} />
            </>
          )}
        </aside>}
      </div>
      {panel && isNarrow && <Drawer opened onClose={close} position="bottom" size="85%" title={<Text span fw={650}>{title}</Text>} closeButtonProps={{ 'aria-label': 'Close' }}>{panel}</Drawer>}
      {newStatus !== undefined && (
        <StatusDrawer
          statuses={library} scope={draft.scope} isScopeGiven name={newStatus} onClose={() => setNewStatus(undefined)}
          onSaved={(status) => change((now) => addStep(now, status))}
        />
      )}
      <DesignDialogs
        dialog={dialog} design={design} kind="workflow" published={published?.version ?? null} readAgain={readAgain} back={back.to} orderTypes={designed.usedBy} onClose={() => show(undefined)}
        doors={{
          review: () => ask('workflow.review_draft', { key }),
          publish: async (draftVersion) => keep(await ask('workflow.publish_draft', { key, draftVersion })),
          layOver: async (definition, version) => keep(await ask('workflow.save_draft', definition, { version })),
          discard: (version) => ask('workflow.discard_draft', { key }, version === undefined ? {} : { version }),
        }}
        onShow={(fault) => {
          if (fault.step) setSelected({ step: fault.step })
          show(undefined)
        }}
      />
    </EditingProvider>
  )
}
