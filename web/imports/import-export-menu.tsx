import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useHere, useWords } from '../session/session.ts'
import { writeQuery } from '../search-params.ts'

/** The ways for many orders at once: in from a file, and out into one, as the list is filtered now. */
export function ImportExportMenu({ filter }: { filter: Record<string, unknown> }) {
  const { organization: { slug }, permissions } = useHere()
  const words = useWords()
  const mayImport = permissions.includes('order.import')
  const mayExport = permissions.includes('order.export')
  if (!mayImport && !mayExport) return null
  const addressOf = (format: 'csv' | 'json') => `/api/v1/orders/export${writeQuery({ ...filter, format, organization: slug })}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={36} variant="default" ms="auto" aria-label="Import and export"><IconDots size={18} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayImport && <Menu.Item component={Link} to={`/${slug}/orders/import`} leftSection={<IconUpload size={16} />}>Import {words.orders.toLowerCase()}…</Menu.Item>}
        {mayExport && (
          <>
            <Menu.Label>Export what the list shows</Menu.Label>
            <Menu.Item component="a" href={addressOf('csv')} download leftSection={<IconDownload size={16} />}>CSV</Menu.Item>
            <Menu.Item component="a" href={addressOf('json')} download leftSection={<IconDownload size={16} />}>JSON</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
