import { useMemo, useState } from 'react'
import type { Audience, Wizard } from '#domain/wizards/wizard.ts'
import { localClient } from './local-client.ts'
import { Runner } from './runner.tsx'
import type { Place } from './run-client.ts'
import classes from './wizard.module.css'

/** A wizard as it will be run, on the page alone: nothing is asked of a server, nothing is kept. For the builder's preview. */
export function WizardPreview({ definition, audience = definition.audience[0] ?? 'staff', size = 'touch', place, page }: { definition: Wizard; audience?: Audience; size?: 'touch' | 'desk'; place: Place; page?: string | undefined }) {
  const client = useMemo(() => localClient({ currency: place.currency }), [place.currency])
  const [isFinished, setFinished] = useState(false)
  if (isFinished) {
    return (
      <div className={classes.previewEnd}>
        <p><b>That was the last page.</b></p>
        <p className="dimmed">{definition.thanks ?? 'Here the order would be made.'}</p>
        <button type="button" className={classes.chip} onClick={() => setFinished(false)}>Begin again</button>
      </div>
    )
  }
  return <Runner definition={definition} audience={audience} size={size} place={place} client={client} preview={{ page }} onFinished={() => setFinished(true)} />
}
