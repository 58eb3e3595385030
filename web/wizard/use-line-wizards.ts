import { useQuery } from '@tanstack/react-query'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { ask } from '../ask.ts'
import { useOrganizationSlug } from '../asking.ts'

/** The wizards by which line items are entered, as they are published now; undefined until they are known, while nobody can say whether something is to be asked. */
export function useLineWizards(): Wizard[] | undefined {
  const organization = useOrganizationSlug()
  const options = { organization }
  const { data, isPending } = useQuery({
    queryKey: ['wizard.list', organization, { purpose: 'line_item', definitions: true }],
    queryFn: async () => {
      const { items } = await ask('wizard.list', { purpose: 'line_item', channel: 'back_office', runnable: true }, options)
      const shown = await Promise.all(items.map(({ key }) => ask('wizard.get', { key }, options)))
      return shown.flatMap(({ published }) => (published ? [published.definition] : []))
    },
    staleTime: 60_000,
  })
  return data ?? (isPending ? undefined : none)
}

const none: Wizard[] = []
