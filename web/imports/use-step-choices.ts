import { useAsk } from '../asking.ts'

/** The steps at which orders of a type may begin, in the order of its phases. */
export function useStepChoices(orderTypeKey: string): { value: string; label: string }[] {
  const types = useAsk('order_type.list', {}).data?.items ?? []
  const workflows = useAsk('workflow.list', {}).data?.items ?? []
  const statuses = useAsk('status.list', {}).data?.items ?? []
  const type = types.find(({ key }) => key === orderTypeKey)
  const chosen = [...new Set(type?.phases.flatMap(({ choices }) => choices.map(({ workflow }) => workflow)))]
  const steps = chosen.flatMap((key) => {
    const workflow = workflows.find((candidate) => candidate.key === key)
    return workflow?.steps.map((step) => ({ value: step.key, label: `${statuses.find((status) => status.key === step.status)?.name ?? step.key} (${workflow.name})` })) ?? []
  })
  return [...new Map(steps.map((step) => [step.value, step])).values()]
}
