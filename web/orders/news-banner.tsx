import { Button } from '@mantine/core'
import type { OrderList } from './order-list.ts'
import classes from './news-banner.module.css'

/** Says that orders came or went; they show when somebody asks, so that no row jumps from under a pointer. */
export function NewsBanner({ list: { news, showNews } }: { list: OrderList }) {
  return (
    <output className={classes.place} aria-live="polite">
      {news && (
        <span className={classes.banner}>
          {[news.arrived > 0 && `${news.arrived} new`, news.left > 0 && `${news.left} moved on`].filter(Boolean).join(', ')}
          <Button size="compact-xs" variant="light" onClick={showNews}>Show</Button>
        </span>
      )}
    </output>
  )
}
