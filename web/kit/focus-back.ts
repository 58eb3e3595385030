const DIALOG = '[role="dialog"]'
// What is gone again once something was chosen in it leads nowhere back.
const PASSING = '[role="menu"], [role="listbox"]'

/**
 * Whoever closes a dialog goes on where they opened it. Most dialogs here are drawn when they are asked for and gone when they are
 * closed, and the component library gives the focus back only to those that stay: so this is done once, for all of them.
 */
export function giveFocusBack(): void {
  const openers = new Map<Element, HTMLElement>()
  let last: HTMLElement | undefined
  let isKeyDown = false
  const look = () => {
    // The key that closed the dialog would press the button it was opened by at once again.
    if (isKeyDown) return
    for (const [dialog, opener] of openers) {
      if (dialog.isConnected) continue
      openers.delete(dialog)
      if (document.activeElement === document.body && opener.isConnected) opener.focus({ preventScroll: true })
    }
    if (openers.size === 0) watcher.disconnect()
  }
  const watcher = new MutationObserver(look)
  document.addEventListener('keydown', () => { isKeyDown = true }, true)
  document.addEventListener('keyup', () => {
    isKeyDown = false
    if (openers.size > 0) setTimeout(look)
  }, true)
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    const dialog = target.closest(DIALOG)
    if (dialog && last && !openers.has(dialog) && !dialog.contains(last)) {
      openers.set(dialog, last)
      watcher.observe(document.body, { childList: true, subtree: true })
    }
    if (!target.closest(PASSING)) last = target
  })
}
