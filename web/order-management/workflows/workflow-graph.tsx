import './graph-base.css'
import { useComputedColorScheme } from '@mantine/core'
import { IconAlertTriangle, IconBolt, IconClock } from '@tabler/icons-react'
import { Background, BaseEdge, Controls, EdgeLabelRenderer, Handle, MarkerType, Position, ReactFlow, useReactFlow, useStore, type Connection, type Edge, type EdgeProps, type Node, type NodeProps } from '@xyflow/react'
import { memo, useCallback, useEffect, useMemo } from 'react'
import { isSideRoad, type Category } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { placeName, useEditing, type Selected } from './editing.ts'
import { layOut, pathThrough, type Point } from './graph-layout.ts'
import { kindOf } from './transition-pill.tsx'
import { addTransition, type Transition, type WorkflowDraft } from './workflow-edits.ts'
import classes from './workflow-graph.module.css'
import { spanInWords } from '#domain/kernel/span.ts'

type Props = { draft: WorkflowDraft; selected: Selected; faults: ReadonlyMap<string, number>; here: string | undefined }
type StepNode = Node<{ name: string; status: LibraryStatus | undefined; width: number; kind: 'step' | 'from-all' | 'elsewhere'; isSelected: boolean; isHere: boolean; faults: number; isAside: boolean; onOpen: () => void }, 'step'>
type WayEdge = Edge<{ points: Point[]; label: Point; transition: Transition | undefined; isSelected: boolean; onOpen: () => void }, 'way'>

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
  const nodes = useMemo(() => placed.nodes.map(({ id, x, y, width, height, kind }): StepNode => {
    const status = statuses.get(steps.find(({ key }) => key === id)?.status ?? '')
    return {
      id, type: 'step', position: { x, y }, width, height, draggable: false, connectable: mayEdit && kind !== 'from-all',
      data: {
        name: placeName({ steps }, statuses, id), status, width, kind, isSelected: selectedStep === id, isHere: here === id, faults: faults.get(id) ?? 0, isAside: status !== undefined && isSideRoad(status.category),
        onOpen: () => kind === 'step' && select({ step: id }),
      },
    }
  }), [placed, statuses, steps, selectedStep, here, faults, mayEdit, select])
  const edges = useMemo(() => placed.edges.map(({ id, from, to, points, label, transition }): WayEdge => ({
    id, type: 'way', source: from, target: to, markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 }, className: classes[transition ? kindOf(transition) : 'onward'] ?? '',
    data: { points, label, transition, isSelected: transition !== undefined && transition.key === selectedTransition, onOpen: () => transition && select({ transition: transition.key }) },
  })), [placed, selectedTransition, select])
  const connect = useCallback(({ source, target }: Connection) => change((now) => {
    const made = addTransition(now, { name: placeName(now, statuses, target), from: [source], to: target })
    select({ transition: made.transition.key })
    return made.draft
  }), [change, select, statuses])
  const tallest = Math.max(0, ...placed.nodes.map(({ y, height }) => y + height))
  return (
    <>
      <section className={classes.frame} style={{ height: `clamp(420px, ${Math.round(tallest + 48)}px, calc(100dvh - 260px))` }} aria-label="Graph of the workflow">
        <ReactFlow
          nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} colorMode={colorMode} fitView fitViewOptions={fit} minZoom={0.15} maxZoom={1.6}
          nodesDraggable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false} nodesConnectable={mayEdit} deleteKeyCode={null} onConnect={connect} zoomOnScroll={false} panOnScroll preventScrolling={false}
          connectionLineStyle={{ strokeWidth: 2 }}
        >
          <Background gap={18} size={1} />
          <Controls showInteractive={false} />
          <FitAgain />
        </ReactFlow>
      </section>
      <p className={classes.hint}>{hints[movement]}{mayEdit && ' Draw an arrow from the dot beneath one step to another to add a move; by keyboard, open a step and choose “Add a move to”.'}</p>
    </>
  )
}

export default memo(WorkflowGraph)

const fit = { maxZoom: 1, minZoom: 0.4, padding: 0.08 }
const hints = { free: 'Things move freely here, so only named moves are drawn.', linear: 'Thin lines lead on without a name.', explicit: 'Dashed moves happen by themselves, dotted ones after a time.' }

/** What opens beside the graph takes some of its width: all of it is brought into sight again. */
function FitAgain() {
  const { fitView } = useReactFlow()
  const width = useStore((store) => store.width)
  useEffect(() => {
    if (width > 0) void fitView(fit)
  }, [width, fitView])
  return null
}

function StepOnGraph({ data: { name, status, width, kind, isSelected, isHere, faults, isAside, onOpen } }: NodeProps<StepNode>) {
  const about = `${kind === 'step' ? 'Step ' : ''}${name}${isHere ? ', the pretend order is here' : ''}${faults > 0 ? `, ${faults === 1 ? 'something is wrong' : `${faults} things are wrong`}` : ''}`
  return (
    <div className={classes.node} data-kind={kind} data-selected={isSelected || undefined} data-here={isHere || undefined} data-wrong={faults > 0 || undefined} data-aside={isAside || undefined} data-status-color={status?.color} style={{ width }}>
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
  return (
    <>
      <BaseEdge id={id} path={pathThrough(points)} {...(markerEnd ? { markerEnd } : {})} className={isSelected ? (classes.chosen ?? '') : ''} interactionWidth={0} />
      {transition && (
        <EdgeLabelRenderer>
          <button
            type="button" className={`nodrag nopan ${classes.label}`} data-kind={kindOf(transition)} data-selected={isSelected || undefined} aria-pressed={isSelected} onClick={onOpen}
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            {transition.automatic && <IconBolt size={12} aria-label="by itself" />}
            {transition.afterMinutes && <IconClock size={12} aria-label={`after ${spanInWords(transition.afterMinutes)}`} />}
            <span className={classes.labelName}>{transition.name}</span>
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
