import { IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './picture.module.css'

type Props = { src: string; name: string; className?: string | undefined }

/** A picture; one that this browser cannot draw (HEIC, in most) is named instead, on a calm ground of the same size. */
export function Picture({ src, name, className = '' }: Props) {
  const [failed, setFailed] = useState<string>()
  if (failed !== src) return <img src={src} alt={name} loading="lazy" className={className} onError={() => setFailed(src)} />
  return (
    <span className={`${className} ${classes.undrawn}`} data-undrawn title={`${name} is kept; this browser cannot show it.`}>
      <IconPhoto size={18} aria-hidden="true" />
      <span className={classes.name}>{name}</span>
    </span>
  )
}
