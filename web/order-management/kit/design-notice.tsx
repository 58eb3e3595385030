import { Alert, Button, Group } from '@mantine/core'
import { isProblem, wordsFor } from '../../problem.ts'
import type { Design } from './use-design.ts'

type Props = { design: Pick<Design<object>, 'state' | 'problem' | 'settle' | 'flush'>; placeOf: (pointer: string) => string }

/** Why a draft is not saved, in words, and what can be done about it. */
export function DesignNotice({ design: { state, problem, settle, flush }, placeOf }: Props) {
  if (state === 'clash') {
    return (
      <Alert color="yellow" role="alert" title="Somebody else changed the same parts" mb="md">
        {wordsFor(problem)} Nothing is lost yet: take their draft, or keep yours on top of it.
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="default" onClick={() => settle(false)}>Take theirs</Button>
          <Button size="compact-sm" onClick={() => settle(true)}>Keep mine</Button>
        </Group>
      </Alert>
    )
  }
  if (state !== 'refused') return null
  const errors = isProblem(problem) ? problem.errors : []
  return (
    <Alert color="red" role="alert" title="This is not saved yet" mb="md">
      {errors.length === 0
        ? <>{wordsFor(problem)} <Button size="compact-xs" variant="light" color="red" onClick={() => void flush()}>Try again</Button></>
        : <ul style={{ margin: 0, paddingInlineStart: 18 }}>{errors.slice(0, 8).map(({ pointer, message }) => <li key={pointer + message}><b>{placeOf(pointer)}</b>: {message}</li>)}</ul>}
    </Alert>
  )
}
