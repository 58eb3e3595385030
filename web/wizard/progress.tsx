import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import classes from './progress.module.css'

/** How far a run is: every page by name where there is room, "2 of 4" everywhere; pages that are done lead back. */
export function Progress({ titles, index, onTurn }: { titles: string[]; index: number; onTurn: (index: number) => void }) {
  const here = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const pages = here.current?.parentElement
    // Only sideways, and only the list: the page underneath stays where it is.
    if (here.current && pages) pages.scrollLeft = here.current.offsetLeft - pages.offsetLeft - (pages.clientWidth - here.current.clientWidth) / 2
    // eslint-disable-next-line react/exhaustive-effect-dependencies -- another page is the current one
  }, [index, titles.length])
  if (titles.length === 1) return <span />
  return (
    <nav className={classes.progress} aria-label="Progress">
      <span className={classes.count}>{index + 1} of {titles.length}</span>
      <progress className={classes.bar} value={index + 1} max={titles.length} aria-hidden="true" />
      <ol className={classes.pages}>
        {titles.map((title, i) => (
          <li key={i} ref={i === index ? here : undefined} className={classes.entry} data-done={i < index || undefined} aria-current={i === index ? 'step' : undefined}>
            {i < index
              ? <button type="button" className={classes.back} onClick={() => onTurn(i)}><span className={classes.mark}><IconCheck size={14} aria-hidden="true" /></span>{title}<span className="visually-hidden"> (done, go back)</span></button>
              : <span className={classes.name}><span className={classes.mark}>{i + 1}</span>{title}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
