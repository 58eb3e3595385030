import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ShownLineItem } from '#domain/orders/contract.ts'
import { AnswersList } from '../kit/answers-list.tsx'
import { useLineWizards } from '../wizard/use-line-wizards.ts'
import { useOrder } from './order-context.ts'
import classes from './details.module.css'

const WizardDialog = lazy(() => import('../wizard/wizard-dialog.tsx'))

/** What was answered when the line item was entered, and the way to go through it again. */
export function LineAnswers({ line }: { line: ShownLineItem }) {
  const { editing } = useOrder()
  const [isOpen, setOpen] = useState(false)
  const wizards = useLineWizards()
  const wizard = wizards.find(({ key }) => key === line.answers[0]?.wizard)
  if (line.answers.length === 0) return null
  return (
    <section className={classes.section} aria-label="Answers">
      <h3 className={classes.heading}>
        {wizard?.name ?? 'Answers'}
        {editing.isOpen && wizard && <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>Change</Button>}
      </h3>
      <AnswersList answers={line.answers} currency={line.unitPrice.currency} />
      {isOpen && wizard && (
        <Suspense>
          <WizardDialog wizard={wizard.key} title={`${wizard.name} · ${line.name}`} lineItemId={line.id} onFinished={() => setOpen(false)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}
