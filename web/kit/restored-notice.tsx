import { Alert, Button } from '@mantine/core'
import type { RecordForm } from './record-form.ts'

/** Says that what was typed on an earlier visit is still here, and offers to give it up. */
export function RestoredNotice({ form }: { form: Pick<RecordForm<object>, 'isRestored' | 'isChanged' | 'forget'> }) {
  if (!form.isRestored || !form.isChanged) return null
  return (
    <Alert color="blue">
      What you typed earlier and did not save is still here. <Button size="compact-xs" variant="light" color="blue" onClick={form.forget}>Start over</Button>
    </Alert>
  )
}
