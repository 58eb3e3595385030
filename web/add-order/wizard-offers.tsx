import { Button } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import { useAsk } from '../asking.ts'
import classes from './add-order.module.css'

/** The wizards a new order can be taken with in the back office; the first order type's own come first. */
export function WizardOffers({ types, onPick }: { types: ShownOrderType[]; onPick: (wizard: { key: string; name: string }) => void }) {
  const offered = useAsk('wizard.list', { purpose: 'create', channel: 'back_office', runnable: true }, { staleTime: 30_000 }).data?.items ?? []
  if (offered.length === 0) return null
  const preferred = types.flatMap(({ wizards }) => (wizards ?? []).filter(({ channels }) => channels === undefined || channels.includes('back_office')).map(({ wizard }) => wizard))
  const placeOf = (key: string) => (preferred.includes(key) ? preferred.indexOf(key) : preferred.length)
  const sorted = [...offered].sort((a, b) => placeOf(a.key) - placeOf(b.key))
  return (
    <nav className={classes.wizards} aria-label="Wizards">
      <span className="dimmed">Go through</span>
      {sorted.map((wizard) => <Button key={wizard.key} size="xs" variant="light" leftSection={<IconRoute size={16} aria-hidden="true" />} onClick={() => onPick(wizard)}>{wizard.name}</Button>)}
      <span className="dimmed">or fill in the form</span>
    </nav>
  )
}
