import { DragDropContext, Draggable, Droppable, type DropResult } from '@hello-pangea/dnd'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconAlertCircle, IconDots, IconEyeOff, IconPlus, IconRoute } from '@tabler/icons-react'
import { memo, useState } from 'react'
import type { Page, Question } from '#domain/wizards/wizard.ts'
import { DragHandle } from '../kit/drag-handle.tsx'
import { pointerSensors } from '../kit/sortable.tsx'
import { useLift } from '../kit/use-lift.ts'
import classes from './pages-board.module.css'
import { wordsOfKind } from './question-kinds.ts'
import { addPage, duplicateQuestion, findQuestion, movePage, moveQuestion, removePage, removeQuestion, stepQuestion, type WizardDraft } from './wizard-edits.ts'

/** What is open in the editor beside the board. */
export type Chosen = { kind: 'wizard' } | { kind: 'page'; key: string } | { kind: 'question'; key: string }

type Props = {
  draft: WizardDraft
  chosen: Chosen
  /** Questions and pages that something is wrong with. */
  faulty: ReadonlySet<string>
  isReadOnly: boolean
  change: (next: (draft: WizardDraft) => WizardDraft) => void
  onChoose: (chosen: Chosen) => void
  onAdd: (page: string) => void
}

/** The pages with their questions, put in order by dragging, or by their handles and the arrow keys, across pages. */
export function PagesBoard({ draft, chosen, faulty, isReadOnly, change, onChoose, onAdd }: Props) {
  const [before, setBefore] = useState(draft)
  const nameOf = (handle: string) => {
    const [kind, key = ''] = handle.split(' ')
    return kind === 'page' ? (draft.pages.find((page) => page.key === key)?.title ?? '') : (findQuestion(draft, key)?.question.label ?? '')
  }
  const { lifted, said, handle } = useLift({
    nameOf,
    lift: () => setBefore(draft),
    restore: () => change(() => before),
    step: (lifting, by) => {
      const [kind, key = ''] = lifting.split(' ')
      const next = kind === 'page' ? stepPage(draft, key, by) : stepQuestion(draft, key, by)
      if (!next) return undefined
      change(() => next)
      return kind === 'page' ? `${nameOf(lifting)} is now page ${next.pages.findIndex((page) => page.key === key) + 1} of ${next.pages.length}.` : placeOf(next, key)
    },
  })
  const drop = ({ draggableId, source, destination, type }: DropResult) => {
    if (!destination) return
    if (type === 'page') change((now) => movePage(now, source.index, destination.index))
    else change((now) => moveQuestion(now, draggableId, destination.droppableId, destination.index))
  }
  return (
    <DragDropContext onDragEnd={drop} enableDefaultSensors={false} sensors={pointerSensors}>
      <Droppable droppableId="pages" type="page" isDropDisabled={isReadOnly}>
        {(list) => (
          <ol ref={list.innerRef} {...list.droppableProps} className={classes.pages} aria-label="Pages">
            {draft.pages.map((page, at) => (
              <Draggable key={page.key} draggableId={`page ${page.key}`} index={at} isDragDisabled={isReadOnly}>
                {(provided, { isDragging }) => (
                  <li ref={provided.innerRef} {...provided.draggableProps} className={classes.page} data-lifted={isDragging || lifted === `page ${page.key}` || undefined} aria-label={`Page ${at + 1}, ${page.title}`}>
                    <div className={classes.pageHead} data-chosen={(chosen.kind === 'page' && chosen.key === page.key) || undefined}>
                      <DragHandle name={`page ${page.title}`} drag={provided.dragHandleProps} lift={handle(`page ${page.key}`)} disabled={isReadOnly} />
                      <button type="button" className={classes.pageName} aria-current={(chosen.kind === 'page' && chosen.key === page.key) || undefined} onClick={() => onChoose({ kind: 'page', key: page.key })}>
                        <span className={classes.number}>{at + 1}</span>
                        <span className={classes.title}>{page.title}</span>
                        {(page.showIf ?? page.hours) && <IconRoute size={14} aria-label="Shown on a condition" />}
                        {faulty.has(`page ${page.key}`) && <IconAlertCircle size={16} className={classes.wrong} aria-label="Something is wrong here" />}
                      </button>
                      <PageMenu page={page} at={at} draft={draft} change={change} onChoose={onChoose} />
                    </div>
                    <QuestionList page={page} pages={draft.pages} chosen={chosen} lifted={lifted} faulty={faulty} isReadOnly={isReadOnly} handle={handle} change={change} onChoose={onChoose} />
                    {!isReadOnly && <button type="button" className={classes.addQuestion} onClick={() => onAdd(page.key)}><IconPlus size={15} aria-hidden="true" /> Add a question<span className="visually-hidden"> to {page.title}</span></button>}
                  </li>
                )}
              </Draggable>
            ))}
            {list.placeholder}
          </ol>
        )}
      </Droppable>
      <span className="visually-hidden" aria-live="assertive">{said}</span>
      {!isReadOnly && (
        <Button
          fullWidth variant="default" leftSection={<IconPlus size={16} />}
          onClick={() => {
            const { draft: next, key } = addPage(draft, `Page ${draft.pages.length + 1}`)
            change(() => next)
            onChoose({ kind: 'page', key })
          }}
        >
          Add a page
        </Button>
      )}
    </DragDropContext>
  )
}

type ListProps = Pick<Props, 'chosen' | 'faulty' | 'isReadOnly' | 'change' | 'onChoose'> & { page: Page; pages: readonly Page[]; lifted: string | undefined; handle: ReturnType<typeof useLift>['handle'] }

function QuestionList({ page, pages, chosen, lifted, faulty, isReadOnly, handle, change, onChoose }: ListProps) {
  return (
    <Droppable droppableId={page.key} type="question" isDropDisabled={isReadOnly}>
      {(list, { isDraggingOver }) => (
        <ol ref={list.innerRef} {...list.droppableProps} className={classes.questions} data-over={isDraggingOver || undefined} aria-label={`Questions of ${page.title}`}>
          {page.questions.map((question, at) => (
            <Draggable key={question.key} draggableId={question.key} index={at} isDragDisabled={isReadOnly}>
              {(provided, { isDragging }) => (
                <li ref={provided.innerRef} {...provided.draggableProps} className={classes.question} data-lifted={isDragging || lifted === `question ${question.key}` || undefined} data-chosen={(chosen.kind === 'question' && chosen.key === question.key) || undefined}>
                  <DragHandle name={question.label} drag={provided.dragHandleProps} lift={handle(`question ${question.key}`)} disabled={isReadOnly} />
                  <button type="button" className={classes.questionName} aria-current={(chosen.kind === 'question' && chosen.key === question.key) || undefined} onClick={() => onChoose({ kind: 'question', key: question.key })}>
                    <QuestionRow question={question} isFaulty={faulty.has(`question ${question.key}`)} />
                  </button>
                  <QuestionMenu question={question} page={page} pages={pages} change={change} onChoose={onChoose} />
                </li>
              )}
            </Draggable>
          ))}
          {list.placeholder}
        </ol>
      )}
    </Droppable>
  )
}

const QuestionRow = memo(function QuestionRow({ question, isFaulty }: { question: Question; isFaulty: boolean }) {
  const { name, Icon } = wordsOfKind(question.kind)
  return (
    <>
      <Icon size={16} className={classes.kind} aria-hidden="true" />
      <span className={classes.label}>{question.label}{question.required && <span className={classes.required} aria-hidden="true"> *</span>}</span>
      <span className="visually-hidden">, {name}{question.required ? ', required' : ''}</span>
      {(question.showIf ?? question.hours) && <IconRoute size={14} aria-label="Shown on a condition" />}
      {question.visibleTo && <IconEyeOff size={14} aria-label="Not for everybody" />}
      {isFaulty && <IconAlertCircle size={16} className={classes.wrong} aria-label="Something is wrong here" />}
    </>
  )
})

function PageMenu({ page, at, draft, change, onChoose }: Pick<Props, 'draft' | 'change' | 'onChoose'> & { page: Page; at: number }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon size={28} aria-label={`More about page ${page.title}`}><IconDots size={16} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={at === 0} onClick={() => change((now) => movePage(now, at, at - 1))}>Move up</Menu.Item>
        <Menu.Item disabled={at === draft.pages.length - 1} onClick={() => change((now) => movePage(now, at, at + 1))}>Move down</Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          onClick={() => {
            onChoose({ kind: 'wizard' })
            change((now) => removePage(now, page.key))
          }}
        >
          Remove{page.questions.length > 0 ? `, with ${page.questions.length} ${page.questions.length === 1 ? 'question' : 'questions'}` : ''}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function QuestionMenu({ question, page, pages, change, onChoose }: Pick<Props, 'change' | 'onChoose'> & { question: Question; page: Page; pages: readonly Page[] }) {
  const { key, label } = question
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon size={28} aria-label={`More about ${label}`}><IconDots size={16} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => change((now) => stepQuestion(now, key, -1) ?? now)}>Move up</Menu.Item>
        <Menu.Item onClick={() => change((now) => stepQuestion(now, key, 1) ?? now)}>Move down</Menu.Item>
        {pages.filter((other) => other.key !== page.key).map((other) => (
          <Menu.Item key={other.key} onClick={() => change((now) => moveQuestion(now, key, other.key, other.questions.length))}>Move to “{other.title}”</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => change((now) => duplicateQuestion(now, key).draft)}>Duplicate</Menu.Item>
        <Menu.Item
          color="red"
          onClick={() => {
            onChoose({ kind: 'page', key: page.key })
            change((now) => removeQuestion(now, key))
          }}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function stepPage(draft: WizardDraft, key: string, by: 1 | -1): WizardDraft | undefined {
  const at = draft.pages.findIndex((page) => page.key === key)
  return draft.pages[at + by] && movePage(draft, at, at + by)
}

function placeOf(draft: WizardDraft, key: string): string {
  const found = findQuestion(draft, key)
  return found ? `${found.question.label} is now ${found.at + 1} of ${found.page.questions.length} on ${found.page.title}.` : ''
}
