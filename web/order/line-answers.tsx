import { Button } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { ShownLineItem } from '#domain/orders/contract.ts'
import { lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import { shownPages } from '#domain/wizards/show-if.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { useAsk } from '../asking.ts'
import { AnswersList } from '../kit/answers-list.tsx'
import { useLineWizards } from '../wizard/use-line-wizards.ts'
import { useOrder } from './order-context.ts'
import classes from './details.module.css'

const WizardDialog = lazy(() => import('../wizard/wizard-dialog.tsx'))

/** What was answered when the line item was entered, and the way to go through it again; or, where nobody was asked, to go through it now. */
export function LineAnswers({ line }: { line: ShownLineItem }) {
  const { editing } = useOrder()
  const wizards = useLineWizards() ?? []
  if (line.answers.length === 0) return editing.isOpen && line.productId !== null && wizards.length > 0 && <NotEntered line={line} productId={line.productId} wizards={wizards} />
  const wizard = wizards.find(({ key }) => key === line.answers[0]?.wizard)
  return (
    <Answered line={line} wizard={wizard} enter="Change">
      <AnswersList answers={line.answers} currency={line.unitPrice.currency} />
    </Answered>
  )
}

/** Ordered as it stands in the catalog: by a program, with a package, or before anything was asked about the product; or nothing was answered of what may be left out. */
function NotEntered({ line, productId, wizards }: { line: ShownLineItem; productId: string; wizards: Wizard[] }) {
  const product = useAsk('product.get', { id: productId }, { staleTime: 60_000 }).data
  const wizard = product && lineWizardOf({ productId, category: product.category?.name ?? null, unit: product.unit }, wizards)
  if (!wizard) return null
  return (
    <Answered line={line} wizard={wizard} enter="Enter details">
      <p className={classes.quiet}>{mustBeEntered(wizard) ? 'No details yet.' : 'No details were entered.'}</p>
    </Answered>
  )
}

/** Whether something is asked in it that no one of the staff can leave out: without an answer to it nobody can have gone through it. */
function mustBeEntered(wizard: Wizard): boolean {
  return shownPages(wizard, {}, 'staff').some(({ questions }) => questions.some(({ required, kind }) => required && kind !== 'review'))
}

function Answered({ line, wizard, enter, children }: { line: ShownLineItem; wizard: Wizard | undefined; enter: string; children: ReactNode }) {
  const { editing } = useOrder()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes.section} aria-label="Answers">
      <h3 className={classes.heading}>
        {wizard?.name ?? 'Answers'}
        {editing.isOpen && wizard && <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>{enter}</Button>}
      </h3>
      {children}
      {isOpen && wizard && (
        <Suspense>
          <WizardDialog wizard={wizard.key} title={`${wizard.name} · ${line.name}`} lineItemId={line.id} onFinished={() => setOpen(false)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}
