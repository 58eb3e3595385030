import { useMemo } from 'react'
import { checkWizard } from '#domain/wizards/check-wizard.ts'
import { useAsk } from '../../asking.ts'
import type { Chosen } from './pages-board.tsx'
import type { WizardDraft } from './wizard-edits.ts'

/** Something that keeps a wizard from being published, and what to open to put it right. */
export type WizardFault = { at: Chosen; message: string }

/** What is wrong with a draft as it stands, by the same rules that publishing goes by. */
export function useFaults(draft: WizardDraft): WizardFault[] {
  const orderTypes = useAsk('order_type.list', {}).data?.items
  const workflows = useAsk('workflow.list', {}).data?.items
  return useMemo(() => {
    if (!orderTypes || !workflows) return []
    const world = { orderTypes: orderTypes.filter(({ isRetired }) => !isRetired), retired: orderTypes.filter(({ isRetired }) => isRetired), workflows: workflows.filter(({ isRetired }) => !isRetired) }
    return checkWizard(draft, world).map(({ page, question, message }): WizardFault => ({ message, at: question !== null ? { kind: 'question', key: question } : page !== null ? { kind: 'page', key: page } : { kind: 'wizard' } }))
  }, [draft, orderTypes, workflows])
}
