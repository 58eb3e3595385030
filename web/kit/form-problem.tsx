import { Alert } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { isProblem, wordsFor } from '../problem.ts'

/** Why a form was not saved, above its end; brings the first field that is wrong into sight. */
export function FormProblem({ error }: { error: unknown }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!error) return
    const wrong = place.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')
    wrong?.focus()
  }, [error])
  if (!error) return null
  const errors = isProblem(error) ? error.errors : []
  return (
    <div ref={place}>
      <Alert color="red" role="alert" title="This was not saved">
        {errors.length > 1 ? <ul style={{ margin: 0, paddingInlineStart: 18 }}>{errors.map(({ pointer, message }) => <li key={pointer + message}><b>{placeOf(pointer)}</b>: {message}</li>)}</ul> : errors[0]?.message ?? wordsFor(error)}
      </Alert>
    </div>
  )
}

/** A place in a request as one reads it: `/variants/0/sku` is "variants 1, sku". */
function placeOf(pointer: string): string {
  return pointer.slice(1).replaceAll(/\/(\d+)/g, (_, index: string) => ` ${Number(index) + 1}`).replaceAll('/', ', ').replaceAll(/([A-Z])/g, ' $1').toLowerCase()
}
