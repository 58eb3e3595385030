import { Badge, Tooltip } from '@mantine/core'
import { useLiveState } from './live.ts'

/** Says when what is on the screen may be old; silent while all is well. */
export function LiveBadge() {
  const isLost = useLiveState() === 'lost'
  return (
    <output>
      {isLost && (
        <Tooltip label="The connection to Docket is lost. What you see may be old; it is tried again by itself.">
          <Badge variant="light" color="orange">Offline</Badge>
        </Tooltip>
      )}
    </output>
  )
}
