import { notifyManager, QueryClient } from '@tanstack/react-query'
import { isProblem } from './problem.ts'

// At once instead of in a timeout: an optimistic change that renders late loses the keyboard's focus.
notifyManager.setScheduler(queueMicrotask)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Asked even when the browser believes it is offline: what fails says so, what waits looks like a fault.
      networkMode: 'always',
      // Events say what has changed; only what was missed while asleep is read again by itself.
      staleTime: 30_000,
      // Who looks long at one order still comes back to, and pages through, the list it was in.
      gcTime: 30 * 60_000,
      retry: (failures, error) => failures < 2 && (!isProblem(error) || error.status === 0 || error.status >= 500),
      retryDelay: (failures) => 500 * 2 ** failures,
    },
    mutations: { networkMode: 'always' },
  },
})
