import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import type { ShownWizard } from '#domain/wizards/contract.ts'
import { ask } from '../../ask.ts'
import { asking, useAsk } from '../../asking.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { PageHead } from '../../kit/page-head.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useSave } from '../../kit/use-save.ts'
import { useHere, useMay } from '../../session/session.ts'
import { DesignBadges, DesignBar } from '../kit/design-bar.tsx'
import { DesignDialogs, type DesignDialog } from '../kit/design-dialogs.tsx'
import { DesignNotice } from '../kit/design-notice.tsx'
import { pointerInWords } from '../kit/pointer-words.ts'
import { useDesign } from '../kit/use-design.ts'
import { NewWizard } from './new-wizard.tsx'
import { useFaults } from './use-faults.ts'
import { WizardBuilder, type Open } from './wizard-builder.tsx'
import { findQuestion, type WizardDraft } from './wizard-edits.ts'

const readAgain = ['wizard.get', 'wizard.list']

/** One wizard, to be designed: its pages and their questions, tried out as they are written. */
export default function WizardPage() {
  const { slug } = useHere().organization
  const { wizard: key = '' } = useParams({ strict: false })
  const wizard = useAsk('wizard.get', { key })
  const back = { to: `/${slug}/settings/order-management/action-wizards`, name: 'Action Wizards' }
  return (
    <Shown data={wizard.data} error={wizard.error} again={wizard.refetch}>
      {(shown) => shown.draft || shown.published
        ? <EditWizard key={key} wizard={shown} back={back} />
        : <><PageHead title="Action wizard" back={back} /><EmptyState title="There is no such wizard">It may never have existed here.</EmptyState></>}
    </Shown>
  )
}

function EditWizard({ wizard, back }: { wizard: ShownWizard; back: { to: string; name: string } }) {
  const { slug } = useHere().organization
  const queryClient = useQueryClient()
  const [mayEdit, mayPublish] = [useMay('process.update'), useMay('process.publish')]
  const [dialog, show] = useState<DesignDialog | 'duplicate'>()
  const [open, setOpen] = useState<Open>({ kind: 'wizard', since: 0 })
  const { key, draft, published, isRetired, link } = wizard
  const stored = useMemo(() => storedOf(wizard), [wizard])
  const keep = (now: ShownWizard) => {
    queryClient.setQueryData(asking(slug, 'wizard.get', { key }).queryKey, now)
    return storedOf(now)
  }
  const design = useDesign<WizardDraft>(`${slug}-wizard-${key}`, stored, {
    save: async (definition, seen) => keep(await ask('wizard.save_draft', definition, { organization: slug, ...(seen > 0 ? { version: seen } : {}) })),
    read: async () => keep(await ask('wizard.get', { key }, { organization: slug })),
  })
  const definition = design.definition
  // Drawing the editor comes first: what is wrong is found a moment later.
  const faults = useFaults(useDeferredValue(definition))
  const retiring = useSave((retired: boolean) => ask('wizard.retire', { key, isRetired: retired }), { readAgain, done: (_, retired) => (retired ? 'Retired: nobody starts it any more.' : 'It can be started again.') })
  return (
    <>
      <PageHead title={definition.name} back={back} beside={<DesignBadges published={published?.version ?? null} hasDraft={draft !== null} isRetired={isRetired} />}>
        <DesignBar design={design} published={published?.version ?? null} isRetired={isRetired} mayPublish={mayPublish} onReview={() => show('review')}>
          {mayEdit && <Menu.Item onClick={() => show('duplicate')}>Duplicate…</Menu.Item>}
          {mayEdit && <Menu.Item disabled={draft === null} onClick={() => show('discard')}>Throw the draft away…</Menu.Item>}
          {mayPublish && published && <Menu.Item onClick={() => retiring.mutate(!isRetired)}>{isRetired ? 'Bring it back' : 'Retire: nobody starts it any more'}</Menu.Item>}
        </DesignBar>
      </PageHead>
      <DesignNotice design={design} placeOf={pointerInWords} />
      <WizardBuilder design={design} faults={faults} link={link} published={published?.definition ?? null} isReadOnly={!mayEdit} chosen={open} onChoose={setOpen} />
      <DesignDialogs
        dialog={dialog === 'duplicate' ? undefined : dialog} design={design} kind="wizard" published={published?.version ?? null} readAgain={readAgain} back={back.to} onClose={() => show(undefined)}
        doors={{
          review: () => ask('wizard.review_draft', { key }),
          publish: async (draftVersion) => keep(await ask('wizard.publish_draft', { key, draftVersion })),
          layOver: async (onTop, version) => keep(await ask('wizard.save_draft', onTop, { version })),
          discard: (version) => ask('wizard.discard_draft', { key }, version === undefined ? {} : { version }),
        }}
        onShow={({ step }) => {
          const place = placeOf(definition, step)
          if (place) setOpen({ ...place, since: open.since + 1 })
          show(undefined)
        }}
      >
        {published && <p style={{ margin: 0, fontSize: 13 }} className="dimmed">Whoever is half way through it finishes on version {published.version}. Orders already made stay as they are.</p>}
      </DesignDialogs>
      {dialog === 'duplicate' && <NewWizard copied={definition} onClose={() => show(undefined)} />}
    </>
  )
}

/** Faults name a page or a question by its key. */
function placeOf(draft: WizardDraft, key: string | null): { kind: 'page' | 'question'; key: string } | undefined {
  if (key === null) return undefined
  if (findQuestion(draft, key)) return { kind: 'question', key }
  return draft.pages.some((page) => page.key === key) ? { kind: 'page', key } : undefined
}

function storedOf({ draft, published }: ShownWizard): { version: number; definition: WizardDraft } {
  if (draft) return { version: draft.version, definition: draft.definition }
  if (!published) throw new Error('Neither a draft nor a published version.')
  return { version: 0, definition: published.definition }
}
