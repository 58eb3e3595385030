import { readFileSync, readdirSync } from 'node:fs'

/** One living process as Linux describes it to everybody (no special rights needed, also inside a container). */
export type Process = { pid: number, parent: number, startedAt: string, command: string }

/** The living process with this id; a zombie waiting to be reaped counts as gone. */
export function findProcess(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in brackets may itself hold spaces and brackets, so fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, parent: Number(fields[1]), startedAt: fields[19] ?? '', command }
  } catch {
    return undefined
  }
}

/** Living processes whose command line starts as given. */
export function processesNamed(prefix: string): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => findProcess(Number(name)))
    .filter((found) => found !== undefined)
    .filter(({ command }) => command.startsWith(prefix))
}
