/** Something one waits for, but not for ever. A ring that nobody waited for is heard by the next who waits. */
export type Bell = { ring: () => void; wait: (milliseconds: number) => Promise<void> }

export function hangBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(milliseconds) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        wake = undefined
      }
      rung = false
    },
  }
}
