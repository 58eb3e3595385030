import { Drawer } from '@mantine/core'
import { Navigation } from './navigation.tsx'

/** The menu on narrow screens. */
export default function MenuDrawer({ onClose }: { onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} size={264} title="Docket" padding="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      <nav aria-label="Main"><Navigation onLeave={onClose} /></nav>
    </Drawer>
  )
}
