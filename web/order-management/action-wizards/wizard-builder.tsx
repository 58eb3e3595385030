import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAlertCircle, IconCircleCheck, IconSettings } from '@tabler/icons-react'
import { useDeferredValue, useState, type ReactNode } from 'react'
import type { QuestionKind } from '#domain/wizards/wizard.ts'
import type { Design } from '../kit/use-design.ts'
import { Palette } from './palette.tsx'
import { PageEditor } from './page-editor.tsx'
import { PagesBoard, type Chosen } from './pages-board.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { QuestionEditor } from './question-editor.tsx'
import classes from './wizard-builder.module.css'
import { addQuestion, changePage, changeQuestion, findQuestion, rekeyQuestion, type WizardDraft } from './wizard-edits.ts'
import type { WizardFault } from './use-faults.ts'
import { WizardSettings } from './wizard-settings.tsx'

type Props = { design: Pick<Design<WizardDraft>, 'definition' | 'change'>; faults: readonly WizardFault[]; link: string | null; published: WizardDraft | null; isReadOnly: boolean; chosen: Open; onChoose: (chosen: Open) => void }

/** What is open, and since when: a question reworded is the same one under another key, and its editor stays as it is. */
export type Open = Chosen & { since: number }

/** Three panes: the pages with their questions, whatever of them is open, and the wizard as it will be run. */
export function WizardBuilder({ design, faults, link, published, isReadOnly, chosen, onChoose }: Props) {
  const { definition: draft, change } = design
  const [addingTo, addTo] = useState<string>()
  const [tab, setTab] = useState('pages')
  const isNarrow = useMediaQuery('(max-width: 75em)', undefined, { getInitialValueInEffect: false })
  const previewed = useDeferredValue(draft)
  const choose = (next: Chosen) => {
    onChoose({ ...next, since: chosen.since + 1 })
    setTab('edit')
  }
  const add = (kind: QuestionKind) => {
    const { draft: next, key } = addQuestion(draft, addingTo ?? '', kind)
    change(() => next)
    addTo(undefined)
    choose({ kind: 'question', key })
    focusWording()
  }
  const faulty = new Set(faults.flatMap(({ at }) => (at.kind === 'wizard' ? [] : [`${at.kind} ${at.key}`])))
  const found = chosen.kind === 'question' ? findQuestion(draft, chosen.key) : undefined
  const page = chosen.kind === 'page' ? draft.pages.find(({ key }) => key === chosen.key) : undefined
  const faultsAt = (kind: Chosen['kind'], key?: string) => faults.filter(({ at }) => at.kind === kind && (at.kind === 'wizard' || at.key === key)).map(({ message }) => message)

  const reword = (key: string, label: string) => {
    // What was published keeps its key: answers already given stand under it.
    if (published && findQuestion(published, key)) return
    const renamed = rekeyQuestion(draft, key, label)
    if (renamed.key === key) return
    change((now) => rekeyQuestion(now, key, label).draft, `${key} label`)
    onChoose({ ...chosen, kind: 'question', key: renamed.key })
  }

  const board = (
    <div className={classes.board}>
      <button type="button" className={classes.whole} data-chosen={chosen.kind === 'wizard' || undefined} aria-current={chosen.kind === 'wizard' || undefined} onClick={() => choose({ kind: 'wizard' })}>
        <IconSettings size={16} aria-hidden="true" /> Settings of the wizard
      </button>
      <PagesBoard draft={draft} chosen={chosen} faulty={faulty} isReadOnly={isReadOnly} change={change} onChoose={choose} onAdd={addTo} />
      <FaultsPanel faults={faults} onShow={choose} />
    </div>
  )
  const editor = (
    <fieldset className={classes.edit} disabled={isReadOnly} aria-label="What is open">
      {found
        ? <QuestionEditor key={chosen.since} draft={draft} question={found.question} faults={faultsAt('question', found.question.key)} onChange={(patch, what) => change((now) => changeQuestion(now, found.question.key, patch), what)} onWorded={(label) => reword(found.question.key, label)} />
        : page
          ? <PageEditor key={chosen.since} draft={draft} page={page} faults={faultsAt('page', page.key)} onChange={(patch, what) => change((now) => changePage(now, page.key, patch), what)} />
          : <WizardSettings draft={draft} link={link} isPublished={published !== null} faults={faultsAt('wizard')} onChange={(patch, what) => change((now) => ({ ...now, ...patch }), what)} />}
    </fieldset>
  )
  const preview = <PreviewPane draft={previewed} page={found?.page.key ?? page?.key} />
  return (
    <>
      {isNarrow ? <Narrow tab={tab} onTab={setTab} board={board} editor={editor} preview={preview} /> : <div className={classes.panes}>{board}{editor}<div className={classes.preview}>{preview}</div></div>}
      {addingTo !== undefined && <Palette draft={draft} onPick={add} onClose={() => addTo(undefined)} />}
    </>
  )
}

function Narrow({ tab, onTab, board, editor, preview }: { tab: string; onTab: (tab: string) => void; board: ReactNode; editor: ReactNode; preview: ReactNode }) {
  return (
    <Tabs value={tab} onChange={(value) => onTab(value ?? 'pages')} keepMounted={false}>
      <Tabs.List mb="md"><Tabs.Tab value="pages">Pages</Tabs.Tab><Tabs.Tab value="edit">Edit</Tabs.Tab><Tabs.Tab value="preview">Preview</Tabs.Tab></Tabs.List>
      <Tabs.Panel value="pages">{board}</Tabs.Panel>
      <Tabs.Panel value="edit">{editor}</Tabs.Panel>
      <Tabs.Panel value="preview">{preview}</Tabs.Panel>
    </Tabs>
  )
}

/** Everything that keeps the draft from being published, each leading to its place. */
function FaultsPanel({ faults, onShow }: { faults: readonly WizardFault[]; onShow: (at: Chosen) => void }) {
  return (
    <section className={classes.faults} aria-label="What is wrong" aria-live="polite">
      {faults.length === 0
        ? <p className={classes.sound}><IconCircleCheck size={16} aria-hidden="true" /> Nothing is wrong with it.</p>
        : <><h2>{faults.length === 1 ? 'One thing to put right' : `${faults.length} things to put right`}</h2><ul>{faults.map(({ at, message }) => <li key={message}><button type="button" onClick={() => onShow(at)}><IconAlertCircle size={15} aria-hidden="true" /><span>{message}</span></button></li>)}</ul></>}
    </section>
  )
}

/** A new question is worded first. */
function focusWording(): void {
  setTimeout(() => {
    const wording = document.querySelector<HTMLTextAreaElement>('[data-question-wording]')
    wording?.focus()
    wording?.select()
  }, 60)
}
