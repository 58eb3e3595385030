import type { ReactNode, Ref } from 'react'

type Props = { label: string; className?: string | undefined; ref?: Ref<HTMLElement>; children: ReactNode }

/** What may be longer than its frame: whoever has no mouse reaches it with Tab and reads on with the arrow keys. */
export function ScrollRegion({ label, className, ref, children }: Props) {
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard (WCAG 2.1.1)
  return <section ref={ref} className={className} tabIndex={0} aria-label={label}>{children}</section>
}
