import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { Answered } from '../ask.ts'
import { useOrders } from './orders-context.ts'
import classes from './pager.module.css'

export type Counted = Answered<'order.count'>['total']

type Props = {
  /** What is paged through, for those who cannot see where the buttons stand. */
  of: string
  from: number
  /** How many the page shows; undefined until that is known. */
  shown: number | undefined
  total: Counted | undefined
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** "1 – 25 of 2,595", with the way to the page before and after. */
export function Pager({ of, from, shown, total, onPrevious, onNext }: Props) {
  const { show } = useOrders()
  const range = shown === undefined ? '…' : shown === 0 ? '0' : `${show.number(from)} – ${show.number(from + shown - 1)}`
  return (
    <div className={classes.pager}>
      <bdi className={classes.range}>{range} of {total ? countWords(total, show.number) : '…'}</bdi>
      <ActionIcon size="md" aria-label={`Previous ${of}`} disabled={!onPrevious} onClick={onPrevious}><IconChevronLeft size={16} /></ActionIcon>
      <ActionIcon size="md" aria-label={`Next ${of}`} disabled={!onNext} onClick={onNext}><IconChevronRight size={16} /></ActionIcon>
    </div>
  )
}

/** How many orders a page shows. */
export function PageSize({ sizes, size, onChange }: { sizes: number[]; size: number; onChange: (size: number) => void }) {
  return (
    <span className={classes.size}>
      <span className={classes.sizeWords} aria-hidden="true">Per page</span>
      <NativeSelect size="xs" data={sizes.map(String)} value={String(size)} onChange={(event) => onChange(Number(event.currentTarget.value))} aria-label="Orders per page" />
    </span>
  )
}

/** A number that is true, or says that there are more. */
export function countWords({ count, isExact }: Counted, number: (value: number) => string): string {
  return isExact ? number(count) : `${number(count)}+`
}
