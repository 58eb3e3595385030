import { Button, Drawer, Menu, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { DesignedOrderType } from '#domain/workflows/design-contract.ts'
import { ask } from '../../ask.ts'
import { asking, useAsk } from '../../asking.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { PageHead } from '../../kit/page-head.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useSave } from '../../kit/use-save.ts'
import { useHere, useMay } from '../../session/session.ts'
import { DesignBadges, DesignBar } from '../kit/design-bar.tsx'
import { DesignDialogs, type DesignDialog } from '../kit/design-dialogs.tsx'
import { DesignNotice } from '../kit/design-notice.tsx'
import { pointerInWords } from '../kit/pointer-words.ts'
import { useDesign } from '../kit/use-design.ts'
import { useInForce } from '../kit/use-in-force.ts'
import type { OrderTypeDraft } from './order-type-edits.ts'
import { OrderTypeForm } from './order-type-form.tsx'

const OrderTypeTrial = lazy(() => import('./order-type-trial.tsx'))

const readAgain = ['order_type.get', 'order_type.list', 'order_type.list_designed', 'status.list']

/** One order type, to be designed: the chain of its phases, and what its orders begin with. */
export default function OrderTypePage() {
  const { slug } = useHere().organization
  const { orderType: key = '' } = useParams({ strict: false })
  const designed = useAsk('order_type.get', { key })
  const back = { to: `/${slug}/settings/order-management/order-types`, name: 'Order Types' }
  return (
    <Shown data={designed.data} error={designed.error} again={designed.refetch}>
      {(shown) => shown.draft || shown.published
        ? <EditOrderType key={key} designed={shown} back={back} />
        : <><PageHead title="Order type" back={back} /><EmptyState title="There is no such order type">It may never have existed here.</EmptyState></>}
    </Shown>
  )
}

function EditOrderType({ designed, back }: { designed: DesignedOrderType; back: { to: string; name: string } }) {
  const { slug } = useHere().organization
  const queryClient = useQueryClient()
  const [mayEdit, mayPublish, mayMigrate] = [useMay('process.update'), useMay('process.publish'), useMay('process.migrate')]
  const [dialog, show] = useState<DesignDialog | 'trial'>()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const { key, draft, published } = designed
  const around = useInForce().data
  const stored = useMemo(() => storedOf(designed), [designed])
  const keep = (now: DesignedOrderType) => {
    queryClient.setQueryData(asking(slug, 'order_type.get', { key }).queryKey, now)
    return storedOf(now)
  }
  const design = useDesign<OrderTypeDraft>(`${slug}-order-type-${key}`, stored, {
    save: async (definition, seen) => keep(await ask('order_type.save_draft', definition, { organization: slug, ...(seen > 0 ? { version: seen } : {}) })),
    read: async () => keep(await ask('order_type.get', { key }, { organization: slug })),
  })
  const retiring = useSave((isRetired: boolean) => ask('order_type.retire', { key, isRetired }), { readAgain, done: (_, isRetired) => (isRetired ? 'Retired: no new orders of it.' : 'It can be ordered again.') })
  const isRetired = published?.isRetired ?? false
  return (
    <>
      <PageHead title={design.definition.name} back={back} beside={<DesignBadges published={published?.version ?? null} hasDraft={draft !== null} isRetired={isRetired} />}>
        <Button variant="default" leftSection={<IconPlayerPlay size={16} />} disabled={!around} onClick={() => show('trial')}>Try it out</Button>
        <DesignBar design={design} published={published?.version ?? null} isRetired={isRetired} mayPublish={mayPublish} onReview={() => show('review')}>
          {mayEdit && <Menu.Item disabled={draft === null} onClick={() => show('discard')}>Throw the draft away…</Menu.Item>}
          {mayPublish && published && <Menu.Item onClick={() => retiring.mutate(!isRetired)}>{isRetired ? 'Bring it back' : 'Retire: no new orders of it'}</Menu.Item>}
        </DesignBar>
      </PageHead>
      <DesignNotice design={design} placeOf={pointerInWords} />
      <OrderTypeForm draft={design.definition} around={around} versions={designed.versions} isReadOnly={!mayEdit} onMigrate={mayMigrate && designed.versions.some(({ openOrders }) => openOrders > 0) ? () => show('migrate') : undefined} change={(patch, what) => design.change((now) => ({ ...now, ...patch }), what)} />
      {dialog === 'trial' && around && (
        <Drawer opened onClose={() => show(undefined)} position={isNarrow ? 'bottom' : 'right'} size={isNarrow ? '88%' : 560} title={<Text span fw={650}>Try it out</Text>} closeButtonProps={{ 'aria-label': 'Close' }}>
          <Suspense fallback={<Skeleton h={200} aria-label="Loading" />}><OrderTypeTrial draft={design.definition} around={around} /></Suspense>
        </Drawer>
      )}
      <DesignDialogs
        dialog={dialog === 'trial' ? undefined : dialog} design={design} kind="order_type" published={published?.version ?? null} readAgain={readAgain} back={back.to} orderTypes={published ? [{ key, name: published.name }] : []} onClose={() => show(undefined)}
        doors={{
          review: () => ask('order_type.review_draft', { key }),
          publish: async (draftVersion) => keep(await ask('order_type.publish_draft', { key, draftVersion })),
          layOver: async (definition, version) => keep(await ask('order_type.save_draft', definition, { version })),
          discard: (version) => ask('order_type.discard_draft', { key }, version === undefined ? {} : { version }),
        }}
      />
    </>
  )
}

function storedOf({ draft, published }: DesignedOrderType): { version: number; definition: OrderTypeDraft } {
  if (draft) return { version: draft.version, definition: draft.definition }
  if (!published) throw new Error('Neither a draft nor a published version.')
  const { id: _, version: __, publishedAt: ___, processId: ____, isRetired: _____, ...definition } = published
  return { version: 0, definition }
}
