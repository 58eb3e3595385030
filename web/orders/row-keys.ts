import { useShortcuts } from '../keyboard/registry.ts'

/** Walking along the orders on the screen by keyboard, whatever they are shown as: the focus is on an order's own link. */
export function useRowKeys(): void {
  useShortcuts([
    { keys: 'J', label: 'Next order', run: () => step(1) },
    { keys: 'K', label: 'Order before', run: () => step(-1) },
    { keys: 'S', label: 'Change the status of the order', run: () => press('status') },
    { keys: 'A', label: 'Assign the order', run: () => press('manager') },
  ])
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('main [data-order-link]')]
  const row = document.activeElement?.closest('[data-order-row]')
  const at = links.findIndex((link) => row?.contains(link))
  const next = at < 0 ? (by > 0 ? links[0] : links.at(-1)) : links[at + by]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

function press(edit: string): void {
  document.activeElement?.closest('[data-order-row]')?.querySelector<HTMLElement>(`[data-edit=${edit}]`)?.click()
}
