import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { queryClient } from '../query-client.ts'
import { tellDone, tellProblem } from './tell.ts'

type Options<V, R> = { done?: string | ((result: R, given: V) => string); readAgain?: string[]; onDone?: (result: R, given: V) => void; isQuiet?: boolean }

/** Does something and says so; what it changed is read again at once, also where no live event arrives. */
export function useSave<V, R>(save: (given: V) => Promise<R>, { done, readAgain = [], onDone, isQuiet }: Options<V, R> = {}): UseMutationResult<R, unknown, V> {
  return useMutation<R, unknown, V>({
    mutationFn: save,
    onSuccess: (result, given) => {
      void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => readAgain.includes(String(name)) })
      if (done) tellDone(typeof done === 'string' ? done : done(result, given))
      onDone?.(result, given)
    },
    // A form shows its problems itself, beside its fields.
    onError: (error) => void (isQuiet || tellProblem(error)),
  })
}
