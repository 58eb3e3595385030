import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react'
import { QrCode } from '../../kit/qr-code.tsx'
import editor from '../kit/editor.module.css'
import classes from './public-address.module.css'

/** Where customers find the wizard: the address, to be copied, opened and scanned. */
export function PublicAddress({ link, name, isPublished }: { link: string | null; name: string; isPublished: boolean }) {
  if (!link || !isPublished) return <p className={editor.quiet}>It gets its public address when it is first published.</p>
  const address = `${location.origin}/i/${link}`
  return (
    <div className={classes.address}>
      <QrCode text={address} size={104} label={`QR code of the public address of ${name}`} />
      <div className={editor.stack}>
        <TextInput readOnly label="Public address" value={address} onFocus={(event) => event.currentTarget.select()} />
        <div className={editor.row}>
          <CopyButton value={address}>
            {({ copied, copy }) => <Button size="compact-sm" variant="light" leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />} onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
          </CopyButton>
          <Button size="compact-sm" variant="default" component="a" href={address} target="_blank" rel="noreferrer" leftSection={<IconExternalLink size={14} />}>Open it</Button>
        </div>
      </div>
    </div>
  )
}
