/** The clock on the organization's wall at an instant, as inputs write it: `2026-11-24T16:40`. */
export function wallTimeOf(instant: string, timeZone: string): string {
  return new Date(Date.parse(instant) + offsetAt(Date.parse(instant), timeZone)).toISOString().slice(0, 16)
}

/** The instant at which that wall shows this time; of a time that clocks skip, the one as long after the skip. */
export function instantOf(wallTime: string, timeZone: string): string {
  const asIfUtc = Date.parse(`${wallTime.slice(0, 16)}:00Z`)
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone)
  const instant = asIfUtc - offsetAt(guess, timeZone)
  const again = asIfUtc - offsetAt(instant, timeZone)
  return new Date(again === instant ? instant : Math.max(instant, again)).toISOString()
}

/** How far the zone's wall is ahead of UTC, in milliseconds. */
function offsetAt(milliseconds: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(milliseconds)
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall - Math.floor(milliseconds / 1000) * 1000
}
