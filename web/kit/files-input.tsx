import { ActionIcon, Button, FileButton, Input } from '@mantine/core'
import { IconFile, IconUpload, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useOrganizationSlug } from '../asking.ts'
import { wordsFor } from '../problem.ts'
import { fileAddress, uploadFile } from './file-door.ts'
import { Picture } from './picture.tsx'
import classes from './files-input.module.css'

type Props = {
  label: string
  description?: string | undefined
  required?: boolean
  error?: string | undefined
  disabled?: boolean | undefined
  /** Pictures are shown small; other files by a sign. */
  showsPictures: boolean
  accept: string
  isSeveral: boolean
  files: readonly string[]
  onChange: (files: string[]) => void
}

/** Files as chips one can open and take away, and the way to bring more. */
export function FilesInput({ label, description, required, error, disabled, showsPictures, accept, isSeveral, files, onChange }: Props) {
  const organization = useOrganizationSlug()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const bring = async (chosen: File[]) => {
    setBusy(true)
    setFailure(undefined)
    try {
      const uploaded = await Promise.all(chosen.map((file) => uploadFile(organization, file)))
      const ids = uploaded.map(({ id }) => id)
      onChange(isSeveral ? [...files, ...ids].slice(0, 20) : ids.slice(0, 1))
    } catch (thrown) {
      setFailure(wordsFor(thrown))
    } finally {
      setBusy(false)
    }
  }
  const mayBring = !disabled && (isSeveral ? files.length < 20 : files.length === 0)
  return (
    <Input.Wrapper label={label} description={description} required={required ?? false} error={failure ?? error} labelElement="div">
      <div className={classes.files}>
        {files.map((id, at) => (
          <span key={id} className={classes.file}>
            <a href={fileAddress(organization, id)} target="_blank" rel="noreferrer" aria-label={`Open ${label.toLowerCase()} ${at + 1}`}>
              {showsPictures ? <Picture src={fileAddress(organization, id)} name={`${label} ${at + 1}`} className={classes.picture} /> : <span className={classes.sign}><IconFile size={16} aria-hidden="true" /> File {at + 1}</span>}
            </a>
            {!disabled && <ActionIcon className={classes.remove ?? ''} size={24} variant="default" aria-label={`Remove ${label.toLowerCase()} ${at + 1}`} onClick={() => onChange(files.filter((other) => other !== id))}><IconX size={14} /></ActionIcon>}
          </span>
        ))}
        {files.length === 0 && disabled && <span className="dimmed">–</span>}
        {mayBring && (
          <FileButton multiple accept={accept} onChange={(chosen) => chosen.length > 0 && void bring(chosen)} inputProps={{ 'aria-label': `A file for ${label}` }}>
            {(props) => <Button size="compact-sm" variant="default" leftSection={<IconUpload size={14} />} loading={isBusy} {...props}>Add</Button>}
          </FileButton>
        )}
      </div>
    </Input.Wrapper>
  )
}
