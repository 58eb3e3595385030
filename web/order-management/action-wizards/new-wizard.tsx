import { Button, Group, Modal, Radio, Select, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import type { Purpose } from '#domain/wizards/wizard.ts'
import { ask } from '../../ask.ts'
import { useAsk } from '../../asking.ts'
import { useSave } from '../../kit/use-save.ts'
import { useHere, useWords } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { copyOf, newWizard, type WizardDraft } from './wizard-edits.ts'
import { purposeWords } from './wizard-words.ts'

/** Names a new wizard, or a copy of one, and opens it. */
export function NewWizard({ copied, purpose: proposed = 'create', onClose }: { copied?: WizardDraft; purpose?: Purpose; onClose: () => void }) {
  const { slug } = useHere().organization
  const words = useWords()
  const navigate = useNavigate()
  const wizards = useAsk('wizard.list', {}).data?.items ?? []
  const types = useAsk('order_type.list', {}).data?.items.filter(({ isRetired }) => !isRetired) ?? []
  const [name, setName] = useState(copied ? `${copied.name} (copy)`.slice(0, 60) : '')
  const [purpose, setPurpose] = useState<Purpose>(proposed)
  const [chosenType, setType] = useState<string | null>()
  const orderType = chosenType === undefined ? (types[0]?.key ?? null) : chosenType
  const taken = wizards.map(({ key }) => key)
  const making = useSave(() => ask('wizard.save_draft', copied ? copyOf(copied, name.trim(), taken) : newWizard(name.trim(), purpose, taken, orderType ?? undefined)), {
    readAgain: ['wizard.list'],
    onDone: ({ key }) => {
      onClose()
      void navigate({ to: '/$organization/settings/order-management/action-wizards/$wizard', params: { organization: slug, wizard: key } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) making.mutate(undefined)
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={<Text span fw={650}>{copied ? `Duplicate ${copied.name}` : 'A new wizard'}</Text>}>
      <form onSubmit={submit} className={editor.stack} style={{ gap: 16 }}>
        <TextInput label="What is it called?" data-autofocus maxLength={60} placeholder="Counter intake, booking, hand-over…" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {!copied && (
          <Radio.Group label="What is it for?" value={purpose} onChange={(value) => setPurpose(value)}>
            <div className={editor.stack} style={{ marginBlockStart: 6 }}>
              {(Object.keys(purposeWords) as Purpose[]).map((value) => <Radio key={value} value={value} label={purposeWords[value].name} description={purposeWords[value].about} />)}
            </div>
          </Radio.Group>
        )}
        {!copied && purpose === 'create' && types.length > 0 && (
          <Select label={`Its ${words.orders.toLowerCase()} are of the type`} clearable placeholder="Asked in the wizard" data={types.map(({ key, name: label }) => ({ value: key, label }))} value={orderType} onChange={(value) => setType(value)} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Leave it</Button>
          <Button type="submit" disabled={!name.trim()} loading={making.isPending}>{copied ? 'Duplicate' : 'Begin'}</Button>
        </Group>
      </form>
    </Modal>
  )
}
