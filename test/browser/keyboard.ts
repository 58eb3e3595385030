import type { Page } from 'playwright-core'

type Role = Parameters<Page['getByRole']>[0]

/** What somebody does who has no mouse. */
export type Keyboard = {
  /** Goes on with Tab until the focus is there. */
  tabTo: (role: Role, name: string | RegExp) => Promise<void>
  press: (role: Role, name: string | RegExp) => Promise<void>
  type: (name: string | RegExp, text: string) => Promise<void>
}

export function keyboardOf(page: Page): Keyboard {
  async function tabTo(role: Role, name: string | RegExp): Promise<void> {
    const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).first()
    await wanted.waitFor()
    for (let presses = 0; presses < 80; presses++) {
      if ((await wanted.and(page.locator(':focus')).count()) > 0) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${role} ${name}`)
  }
  async function press(role: Role, name: string | RegExp): Promise<void> {
    await tabTo(role, name)
    await page.keyboard.press('Enter')
  }
  async function type(name: string | RegExp, text: string): Promise<void> {
    await tabTo('textbox', name)
    await page.keyboard.type(text)
  }
  return { tabTo, press, type }
}
