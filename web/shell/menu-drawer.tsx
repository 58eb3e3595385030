import { Drawer } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Navigation } from './navigation.tsx'

/** The menu on narrow screens. */
export default function MenuDrawer({ onClose }: { onClose: () => void }) {
  const { href } = useLocation()
  const openedAt = useRef(href)
  useEffect(() => {
    if (href !== openedAt.current) onClose()
  }, [href, onClose])
  return (
    <Drawer opened onClose={onClose} size={264} title="Docket" padding="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      <nav aria-label="Main"><Navigation /></nav>
    </Drawer>
  )
}
