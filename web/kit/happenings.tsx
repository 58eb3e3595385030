import type { ComponentType } from 'react'
import { Avatar } from './avatar.tsx'
import { useShow } from './show.ts'
import classes from './happenings.module.css'

type Happening = { id: string; at: string; actor: { kind: string; id: string | null; name: string } }
type Props<E> = {
  events: readonly E[]
  /** How deep the headings of the days stand on their page. */
  heading: 'h2' | 'h3'
  /** What happened, to be read after the name of who did it. */
  sentence: (event: E) => string
  /** What was said about it. */
  remark: (event: E) => string | undefined
  /** What stands after the sentence. */
  After?: ComponentType<{ event: E }>
}

/** What happened and who did it, under the day it happened on, in the order it comes. */
export function Happenings<E extends Happening>({ events, heading: Heading, sentence, remark, After }: Props<E>) {
  const show = useShow()
  return [...Map.groupBy(events, ({ at }) => show.day(at))].map(([day, happened]) => (
    <section key={day} aria-label={day}>
      <Heading className={classes.day}>{day}</Heading>
      <ol className={classes.list}>
        {happened.map((event) => {
          const said = remark(event)
          // What a rule did by itself is Docket's doing; the sentence names the rule.
          const who = event.actor.kind === 'system' ? 'Docket' : event.actor.name
          return (
            <li key={event.id} className={classes.event}>
              <Avatar name={who} id={event.actor.id ?? who} size={22} />
              <div className={classes.words}><b>{who}</b> {sentence(event)}{After && <After event={event} />}{said && <q className={classes.remark}>{said}</q>}</div>
              <time className={classes.time} dateTime={event.at}>{show.time(event.at)}</time>
            </li>
          )
        })}
      </ol>
    </section>
  ))
}
