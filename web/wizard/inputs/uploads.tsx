import { Button } from '@mantine/core'
import { IconCamera, IconFile, IconPaperclip, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { sentPictures } from '#domain/files/media-type.ts'
import { wordsFor } from '../../problem.ts'
import { FilePicture } from '../file-picture.tsx'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useBeforeLeaving, useRun, type InputProps } from '../run-context.ts'
import { lighten } from './lighten-photo.ts'
import classes from '../wizard.module.css'
import { capitalised } from '#domain/kernel/capitalised.ts'

/** Photos, taken with the camera where there is one or chosen among those that were taken before; as many as the question allows. */
export function PhotoQuestion({ question }: InputProps) {
  return <UploadQuestion question={question} accept="image/*" most={question.max ?? 10} isPhoto />
}

export function FileQuestion({ question }: InputProps) {
  return <UploadQuestion question={question} accept={`${sentPictures},application/pdf`} most={question.max ?? 5} />
}

function UploadQuestion({ question, accept, most, isPhoto = false }: InputProps & { accept: string; most: number; isPhoto?: boolean }) {
  const { client, size } = useRun()
  const { value, set, common } = useAnswer(question)
  const ids = Array.isArray(value) ? (value as string[]) : []
  const [names, setNames] = useState<Record<string, { name: string; mediaType: string }>>({})
  const [pending, setPending] = useState(0)
  const [failure, setFailure] = useState<string>()
  const chooser = useRef<HTMLInputElement>(null)
  const noun = isPhoto ? 'photo' : 'file'
  const latest = useRef(ids)
  const onTheirWay = useRef<Promise<boolean>>(Promise.resolve(true))
  // What did not arrive is said here before one goes on without it.
  useBeforeLeaving(async () => {
    const arrived = await onTheirWay.current
    onTheirWay.current = Promise.resolve(true)
    return arrived
  })
  useEffect(() => void (latest.current = ids))

  /** Says whether all of them arrived. */
  const add = async (files: File[]): Promise<boolean> => {
    const fitting = files.slice(0, most - latest.current.length)
    const isTooMany = fitting.length < files.length
    setFailure(isTooMany ? `Only ${most} ${noun}${most === 1 ? '' : 's'} can be added: the others were left out.` : undefined)
    let arrived = !isTooMany
    for (const file of fitting) {
      setPending((count) => count + 1)
      try {
        const uploaded = await client.upload(isPhoto ? await lighten(file) : file)
        setNames((known) => ({ ...known, [uploaded.id]: uploaded }))
        latest.current = [...latest.current, uploaded.id]
        set(latest.current)
      } catch (error) {
        setFailure(`${file.name}: ${wordsFor(error)}`)
        arrived = false
      } finally {
        setPending((count) => count - 1)
      }
    }
    return arrived
  }
  const remove = (id: string) => {
    const rest = ids.filter((other) => other !== id)
    set(rest.length > 0 ? rest : undefined)
    chooser.current?.focus()
  }
  return (
    <QuestionGroup question={question}>
      {ids.length > 0 && (
        <ul className={classes.thumbnails} aria-label={question.label}>
          {ids.map((id, i) => {
            const name = names[id]?.name ?? `${capitalised(noun)} ${i + 1}`
            return (
              <li key={id} className={classes.thumbnail}>
                {isPhoto || names[id]?.mediaType.startsWith('image/') ? <FilePicture id={id} alt={name} /> : <span className={classes.fileName}><IconFile size={18} aria-hidden="true" /> {name}</span>}
                <button type="button" className={classes.remove} aria-label={`Remove ${name}`} onClick={() => remove(id)}><IconTrash size={18} aria-hidden="true" /></button>
              </li>
            )
          })}
        </ul>
      )}
      {ids.length < most && (
        <div>
          {/* The input itself is out of sight but not out of reach: the button stands for it. */}
          <Button component="label" htmlFor={`${common.id}-file`} variant="default" size={size === 'touch' ? 'lg' : 'sm'} className={classes.uploadButton} loading={pending > 0} leftSection={isPhoto ? <IconCamera size={20} /> : <IconPaperclip size={18} />}>
            <input
              ref={chooser} id={`${common.id}-file`} type="file" className={classes.chooser} accept={accept} multiple={most > 1}
              onChange={(event) => {
                const files = [...(event.currentTarget.files ?? [])]
                onTheirWay.current = onTheirWay.current.then(async (before) => (await add(files)) && before)
                event.currentTarget.value = ''
              }}
            />
            {isPhoto ? (ids.length > 0 ? 'Another photo' : 'Take or choose a photo') : ids.length > 0 ? 'Another file' : 'Choose a file'}
          </Button>
        </div>
      )}
      {failure && <p className={classes.fault} role="alert">{failure}</p>}
    </QuestionGroup>
  )
}
