import { readdirSync, readFileSync } from 'node:fs'

// Linux counts in hundredths of a second, whatever the machine.
const MILLISECONDS_PER_TICK = 10

/** Milliseconds of processor time that a process has used so far: its own, and that of its children that have ended. */
export function processorTimeOf(pid: number | 'self'): { own: number; ended: number } {
  const fields = statOf(pid)
  const ticks = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) * MILLISECONDS_PER_TICK
  return { own: ticks(11), ended: ticks(13) }
}

/** The same of a process with all its children, such as PostgreSQL with its sessions. */
export function processorTimeOfFamily(parent: number): number {
  for (;;) {
    const { own, ended } = processorTimeOf(parent)
    const living = childrenOf(parent).reduce((sum, pid) => sum + timeOrNothing(pid), 0)
    // A child that ended in between would have been counted nowhere, or twice.
    if (processorTimeOf(parent).ended === ended) return own + ended + living
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return parentOf(pid) === parent
    } catch {
      return false
    }
  })
}

// A process may end between being listed and being read.
function timeOrNothing(pid: number): number {
  try {
    return processorTimeOf(pid).own
  } catch {
    return 0
  }
}

export function parentOf(pid: number): number {
  return Number(statOf(pid)[1])
}

/** What follows the name, which may itself hold spaces and brackets. */
function statOf(pid: number | 'self'): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
