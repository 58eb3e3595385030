import { useRouter } from '@tanstack/react-router'
import type { ComponentProps, MouseEvent } from 'react'
import { useOrders } from './orders-context.ts'

type Props = Omit<ComponentProps<'a'>, 'href'> & { orderId: string }

/**
 * A link to an order's page. The router's own links each watch the address to know whether they are current; of hundreds in a
 * list none ever is, and the watching is what would make the list slow.
 */
export function OrderLink({ orderId, ...rest }: Props) {
  const { slug } = useOrders()
  const router = useRouter()
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ to: '/$organization/orders/$orderId', params: { organization: slug, orderId } })
  }
  return <a {...rest} href={`/${slug}/orders/${orderId}`} onClick={open}>{rest.children}</a>
}
