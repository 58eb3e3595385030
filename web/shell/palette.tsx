import { Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAsk } from '../asking.ts'
import { shortcutsNow } from '../keyboard/registry.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { useHere, useMay, useWords } from '../session/session.ts'

const [store, palette] = createSpotlight()

/** Finds orders and customers by anything known of them, and everything the keys can do by name. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [q] = useDebouncedValue(query.trim(), 120)
  const navigate = useNavigate()
  useEffect(() => palette.open(), [])
  const { slug } = useHere().organization
  const words = useWords()
  const mayReadCustomers = useMay('customer.read')
  const orders = useAsk('order.list', { q, limit: 6 }, { enabled: q !== '', keepPrevious: true })
  const customers = useAsk('customer.list', { q, limit: 4 }, { enabled: q !== '' && mayReadCustomers, keepPrevious: true })
  const [commands] = useState(() => shortcutsNow().filter(({ keys }) => keys !== 'Mod+K' && keys.length > 0 && !/^(J|K|Enter|Escape)$/.test(keys)))
  const matching = commands.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()))
  const foundOrders = q === '' ? [] : (orders.data?.items ?? [])
  const foundCustomers = q === '' ? [] : (customers.data?.items ?? [])
  const isLooking = q !== '' && (orders.isFetching || customers.isFetching)

  return (
    <Spotlight.Root store={store} onSpotlightClose={onClose} centered={false} yOffset={90} overlayProps={{ backgroundOpacity: 0.35, blur: 2 }} query={query} onQueryChange={setQuery} shortcut={null} scrollable maxHeight="70dvh">
      <Spotlight.Search placeholder={`${words.order} number, name, phone, product, or a command`} aria-label="Search" leftSection={isLooking ? <Loader size={16} /> : <IconSearch size={18} />} />
      <Spotlight.ActionsList>
        {foundOrders.length > 0 && (
          <Spotlight.ActionsGroup label={words.orders}>
            {foundOrders.map(({ id, number, customer, position: { status }, items }) => (
              <Spotlight.Action
                key={id}
                label={`${number} · ${customer.name}`}
                description={items.names.join(', ')}
                rightSection={<StatusBadge name={status.name} color={status.color} icon={status.icon} />}
                onClick={() => void navigate({ to: '/$organization/orders/$orderId', params: { organization: slug, orderId: id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {foundCustomers.length > 0 && (
          <Spotlight.ActionsGroup label={words.customers}>
            {foundCustomers.map(({ id, name, email, phone }) => (
              <Spotlight.Action key={id} label={name} description={[email, phone].filter(Boolean).join(' · ')} onClick={() => void navigate({ to: `/${slug}/customers/${id}` })} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {matching.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {matching.map((command) => (
              <Spotlight.Action key={command.keys} label={command.label} leftSection={<IconArrowRight size={16} />} onClick={() => command.run(new KeyboardEvent('keydown'))} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {!isLooking && foundOrders.length + foundCustomers.length + matching.length === 0 && <Spotlight.Empty>Nothing found. Try a number, a name, an email or a part of an address.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
