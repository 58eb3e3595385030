import './graph-base.css'
import { ActionIcon, useComputedColorScheme } from '@mantine/core'
import { IconAlertTriangle, IconBolt, IconClock, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { BaseEdge, EdgeLabelRenderer, Handle, MarkerType, Position, ReactFlow, useReactFlow, useStore, type Connection, type Edge, type EdgeProps, type Node, type NodeProps } from '@xyflow/react'
import { memo, useCallback, useEffect, useMemo } from 'react'
import { isSideRoad, type Category } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useEditing, type Selected } from './editing.ts'
import { layOut } from './graph-layout.ts'
import { pathThrough, type Point } from './graph-path.ts'
import { kindOf } from './transition-pill.tsx'
import { addTransition, type Transition, type WorkflowDraft } from './workflow-edits.ts'
import classes from './workflow-graph.module.css'
import { waitInWords, waitOf } from '#domain/workflows/timer.ts'
import { placeName } from '#domain/workflows/place-name.ts'

type Props = { draft: WorkflowDraft; selected: Selected; faults: ReadonlyMap<string, number>; here: string | undefined }
type StepNode = Node<{ name: string; status: LibraryStatus | undefined; width: number; height: number; kind: 'step' | 'from-all' | 'elsewhere'; isSelected: boolean; isHere: boolean; faults: number; isAside: boolean; onOpen: () => void }, 'step'>
type WayEdge = Edge<{ points: Point[]; label: Point | undefined; transition: Transition | undefined; isSelected: boolean; onOpen: () => void }, 'way'>

const nodeTypes = { step: memo(StepOnGraph) }
const edgeTypes = { way: memo(WayOnGraph) }

/** The workflow drawn: steps as boxes, moves as arrows. What is clicked is opened; from one step to another an arrow can be drawn. */
function WorkflowGraph({ draft, selected, faults, here }: Props) {
  const { statuses, mayEdit, change, select } = useEditing()
  const colorMode = useComputedColorScheme()
  const { steps, transitions, movement } = draft
  const placed = useMemo(() => {
    const categoryOf = (key: string): Category => statuses.get(steps.find((step) => step.key === key)?.status ?? '')?.category ?? 'draft'
    return layOut({ steps, transitions, movement }, (place) => placeName({ steps }, statuses, place), categoryOf)
  }, [steps, transitions, movement, statuses])
  const [selectedStep, selectedTransition] = [selected && 'step' in selected ? selected.step : undefined, selected && 'transition' in selected ? selected.transition : undefined]
  const nodes = useMemo(() => placed.nodes.map(({ id, place, x, y, width, height, kind }): StepNode => {
    const status = statuses.get(steps.find(({ key }) => key === id)?.status ?? '')
    return {
      id, type: 'step', position: { x, y }, width, height, draggable: false, connectable: mayEdit && kind !== 'from-all',
      data: {
        name: placeName({ steps }, statuses, place), status, width, height, kind, isSelected: selectedStep === id, isHere: here === id, faults: faults.get(id) ?? 0, isAside: status !== undefined && isSideRoad(status.category),
        onOpen: () => kind === 'step' && select({ step: id }),
      },
    }
  }), [placed, statuses, steps, selectedStep, here, faults, mayEdit, select])
  const edges = useMemo(() => placed.edges.map(({ id, from, to, points, label, transition }): WayEdge => ({
    id, type: 'way', source: from, target: to, markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 }, className: classes[transition ? kindOf(transition) : 'onward'] ?? '',
    data: { points, label, transition, isSelected: transition !== undefined && transition.key === selectedTransition, onOpen: () => transition && select({ transition: transition.key }) },
  })), [placed, selectedTransition, select])
  const connect = useCallback(({ source, target }: Connection) => change((now) => {
    // Places that stand for steps are drawn more than once, told apart by what stands behind their name.
    const [to = target] = target.split(' ')
    const made = addTransition(now, { name: placeName(now, statuses, to), from: [source], to })
    select({ transition: made.transition.key })
    return made.draft
  }), [change, select, statuses])
  return (
    <>
      <section className={classes.frame} style={{ height: `clamp(420px, ${Math.round(placed.height + 32)}px, calc(100dvh - 260px))` }} aria-label="Graph of the workflow">
        <ReactFlow
          nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} colorMode={colorMode} minZoom={0.15} maxZoom={1.6}
          nodesDraggable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false} nodesConnectable={mayEdit} deleteKeyCode={null} onConnect={connect} zoomOnScroll={false} panOnScroll preventScrolling={false}
          connectionLineStyle={{ strokeWidth: 2 }}
        >
          <InSight drawn={placed.width} tall={placed.height} />
        </ReactFlow>
      </section>
      <p className={classes.hint}>{hints[movement]}{mayEdit && ' Draw an arrow from the dot beneath one step to another to add a move; by keyboard, open a step and choose “Add a move to”.'}</p>
    </>
  )
}

export default memo(WorkflowGraph)

// Smaller than this nobody reads it: then it begins at its top, and goes on further down.
const SMALLEST = 0.62
// What a finger has to hit is never drawn smaller than it is.
const NARROW = 600
const hints = { free: 'Things move freely here, so only named moves are drawn.', linear: 'Thin lines lead on without a name.', explicit: 'Dashed moves happen by themselves, dotted ones after a time.' }

/**
 * The size the graph is shown in. What opens beside it takes some of its width: as much as can be read is brought into sight again,
 * from the top.
 */
function InSight({ drawn, tall }: { drawn: number; tall: number }) {
  const { setViewport, zoomIn, zoomOut } = useReactFlow()
  const width = useStore((store) => store.width)
  const height = useStore((store) => store.height)
  const fit = useCallback((smallest: number) => {
    if (width === 0 || height === 0 || drawn <= 0) return
    const zoom = Math.min(1, Math.max(smallest, Math.min(width / drawn, height / tall)))
    void setViewport({ zoom, x: Math.max(0, (width - drawn * zoom) / 2), y: Math.max(0, Math.min(16, (height - tall * zoom) / 2)) })
  }, [width, height, drawn, tall, setViewport])
  useEffect(() => fit(width < NARROW ? 1 : SMALLEST), [fit, width])
  return (
    <div className={classes.zoom}>
      <ActionIcon variant="default" size={30} aria-label="Larger" onClick={() => void zoomIn()}><IconPlus size={16} /></ActionIcon>
      <ActionIcon variant="default" size={30} aria-label="Smaller" onClick={() => void zoomOut()}><IconMinus size={16} /></ActionIcon>
      <ActionIcon variant="default" size={30} aria-label="All of it" onClick={() => fit(0.15)}><IconMaximize size={16} /></ActionIcon>
    </div>
  )
}

function StepOnGraph({ data: { name, status, width, height, kind, isSelected, isHere, faults, isAside, onOpen } }: NodeProps<StepNode>) {
  const about = `${kind === 'step' ? 'Step ' : ''}${name}${isHere ? ', the pretend order is here' : ''}${faults > 0 ? `, ${faults === 1 ? 'something is wrong' : `${faults} things are wrong`}` : ''}`
  return (
    <div className={classes.node} data-kind={kind} data-selected={isSelected || undefined} data-here={isHere || undefined} data-wrong={faults > 0 || undefined} data-aside={isAside || undefined} data-status-color={status?.color} style={{ width, height }}>
      {kind !== 'from-all' && <Handle type="target" position={Position.Top} className={classes.handle ?? ''} />}
      {kind === 'step'
        ? <button type="button" className={`nodrag ${classes.open}`} onClick={onOpen} aria-label={about} aria-pressed={isSelected}>{status ? <StatusBadge name={name} color={status.color} icon={status.icon} /> : name}{faults > 0 && <IconAlertTriangle size={15} aria-hidden="true" className={classes.alarm} />}</button>
        : <span className={classes.place}>{name}</span>}
      {kind !== 'elsewhere' && <Handle type="source" position={Position.Bottom} className={classes.handle ?? ''} />}
    </div>
  )
}

function WayOnGraph({ id, data, markerEnd }: EdgeProps<WayEdge>) {
  if (!data) return null
  const { points, label, transition, isSelected, onOpen } = data
  const wait = transition && waitOf(transition)
  return (
    <>
      <BaseEdge id={id} path={pathThrough(points)} {...(markerEnd ? { markerEnd } : {})} className={isSelected ? (classes.chosen ?? '') : ''} interactionWidth={0} />
      {transition && label && (
        <EdgeLabelRenderer>
          <button
            type="button" className={`nodrag nopan ${classes.label}`} data-kind={kindOf(transition)} data-selected={isSelected || undefined} aria-pressed={isSelected} onClick={onOpen}
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            {transition.automatic && <IconBolt size={12} aria-label="by itself" />}
            {wait && <IconClock size={12} aria-label={`after ${waitInWords(wait)}`} />}
            <span className={classes.labelName}>{transition.name}</span>
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
