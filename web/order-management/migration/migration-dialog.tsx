import { Button, Group, Modal, Stack, Tabs, Text } from '@mantine/core'
import { useState } from 'react'
import { MigrationSteps } from './migration-steps.tsx'

type Props = { title: string; lead: string; orderTypes: { key: string; name: string }[]; onClose: () => void }

/** Takes open orders over to today's version: what would happen first, then the doing of it. */
export function MigrationDialog({ title, lead, orderTypes, onClose }: Props) {
  const [type, setType] = useState(orderTypes[0]?.key ?? '')
  return (
    <Modal opened onClose={onClose} size="lg" title={<Text span fw={650}>{title}</Text>}>
      <Stack>
        {orderTypes.length > 1 ? (
          <Tabs value={type} onChange={(value) => setType(value ?? '')}>
            <Tabs.List mb="sm" aria-label="Order types">{orderTypes.map(({ key, name }) => <Tabs.Tab key={key} value={key}>{name}</Tabs.Tab>)}</Tabs.List>
            {orderTypes.map(({ key }) => <Tabs.Panel key={key} value={key}><MigrationSteps orderType={key} lead={lead} /></Tabs.Panel>)}
          </Tabs>
        ) : <MigrationSteps orderType={type} lead={lead} />}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>Close</Button></Group>
      </Stack>
    </Modal>
  )
}
