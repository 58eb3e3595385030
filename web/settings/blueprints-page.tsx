import { Button, FileButton } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { ask } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { BlueprintGlance } from '../kit/blueprint-contents.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { Shown } from '../kit/shown.tsx'
import { useSave } from '../kit/use-save.ts'
import { useHere, useMay } from '../session/session.ts'
import { BlueprintDialog } from './blueprint-dialog.tsx'
import { readBlueprintFile, type Choice } from './read-blueprint-file.ts'
import { saveFile } from '../kit/save-file.ts'
import classes from './settings.module.css'

/** Whole ways of working: those Docket ships, one's own as a file, and somebody else's from a file. */
export default function BlueprintsPage() {
  const { slug } = useHere().organization
  const mayApply = useMay('blueprint.apply')
  const blueprints = useAsk('blueprint.list', {}, { staleTime: Infinity })
  const [chosen, choose] = useState<Choice>()
  const exporting = useSave(async () => saveFile(`${slug}-blueprint.json`, JSON.stringify(await ask('blueprint.export', {}), undefined, 2)), { done: 'The blueprint is in your downloads.' })
  const opening = useSave(readBlueprintFile, { onDone: choose })
  return (
    <>
      <PageHead title="Blueprints">
        <Button variant="default" leftSection={<IconDownload size={16} />} loading={exporting.isPending} onClick={() => exporting.mutate(undefined)}>Export this organization</Button>
        <FileButton accept="application/json,.json" onChange={(file) => file && opening.mutate(file)} inputProps={{ 'aria-label': 'A blueprint file' }}>
          {(props) => <Button variant="default" leftSection={<IconUpload size={16} />} loading={opening.isPending} {...props}>Open a file…</Button>}
        </FileButton>
      </PageHead>
      <p className={classes.lead}>
        A blueprint is a whole way of working in one document: statuses, workflows, order types, wizards, lists and words. Applying one adds and changes; it removes nothing, and you see every change first.
        {!mayApply && ' Owners and admins apply them; you may look.'}
      </p>
      <Shown data={blueprints.data?.items} error={blueprints.error} again={blueprints.refetch}>
        {(items) => (
          <div className={classes.gallery}>
            {items.map(({ key, name, description, contents }) => (
              <article key={key} className={classes.card} aria-label={name}>
                <div className={classes.cardText}>
                  <h2 className={classes.cardName}>{name}</h2>
                  <p className={classes.small}>{description}</p>
                  <BlueprintGlance contents={contents} />
                </div>
                <div><Button size="compact-sm" variant="light" aria-label={`See what ${name} brings`} onClick={() => choose({ name, asked: { blueprint: key } })}>See what it brings</Button></div>
              </article>
            ))}
          </div>
        )}
      </Shown>
      {chosen && <BlueprintDialog choice={chosen} onClose={() => choose(undefined)} />}
    </>
  )
}
