import { Modal, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { QuestionKind } from '#domain/wizards/wizard.ts'
import classes from './palette.module.css'
import { paletteFor, wordsOfKind } from './question-kinds.ts'
import { mayAdd, type WizardDraft } from './wizard-edits.ts'

/** Every kind of question there is, each in a sentence; choosing one adds it. */
export function Palette({ draft, onPick, onClose }: { draft: WizardDraft; onPick: (kind: QuestionKind) => void; onClose: () => void }) {
  const [sought, seek] = useState('')
  const fits = (kind: QuestionKind) => {
    const { name, about } = wordsOfKind(kind)
    return `${name} ${about}`.toLowerCase().includes(sought.trim().toLowerCase())
  }
  const groups = paletteFor(draft.purpose).map(({ name, kinds }) => ({ name, kinds: kinds.filter(fits) })).filter(({ kinds }) => kinds.length > 0)
  const first = groups.flatMap(({ kinds }) => kinds).find((kind) => mayAdd(draft, kind))
  return (
    <Modal opened onClose={onClose} size="xl" title={<Text span fw={650}>What do you want to ask?</Text>}>
      <TextInput
        type="search" data-autofocus aria-label="Search the kinds of questions" placeholder="Search: photo, date, customer…" leftSection={<IconSearch size={16} aria-hidden="true" />} value={sought}
        onChange={(event) => seek(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Enter' && sought.trim() !== '' && first && onPick(first)}
      />
      {groups.map(({ name, kinds }) => (
        <section key={name} aria-label={name}>
          <h3 className={classes.group}>{name}</h3>
          <div className={classes.kinds}>
            {kinds.map((kind) => {
              const { name: kindName, about, Icon } = wordsOfKind(kind)
              const isThere = !mayAdd(draft, kind)
              return (
                <button key={kind} type="button" className={classes.kind} disabled={isThere} onClick={() => onPick(kind)}>
                  <span className={classes.icon}><Icon size={20} aria-hidden="true" /></span>
                  <span className={classes.name}>{kindName}</span>
                  <span className={classes.about}>{isThere ? 'Is asked already' : about}</span>
                </button>
              )
            })}
          </div>
        </section>
      ))}
      {groups.length === 0 && <Text mt="md" c="dimmed">Nothing of this name. Most things can be asked as a text or a choice.</Text>}
    </Modal>
  )
}
