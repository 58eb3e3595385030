import { notifications } from '@mantine/notifications'
import { wordsFor } from '../problem.ts'

/** Says in a toast that something was done. */
export function tellDone(message: string): void {
  notifications.show({ message, color: 'green', autoClose: 4_000 })
}

/** Says in a toast why something was not done; it stays long enough to be read. */
export function tellProblem(error: unknown): void {
  notifications.show({ title: 'That was not done', message: wordsFor(error), color: 'red', autoClose: 9_000, role: 'alert' })
}
