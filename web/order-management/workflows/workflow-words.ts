import type { Workflow } from '#domain/workflows/schema.ts'

/** The three ways a workflow may let things move, each in a word and in a sentence. */
export const movements: Record<Workflow['movement'], { name: string; about: string }> = {
  free: { name: 'Freely', about: 'From any step to any other, at any time. Named moves can ask for more, or happen by themselves.' },
  linear: { name: 'One step at a time', about: 'Forward from step to step in their order; managers may step back. Side roads such as a hold are entered by named moves.' },
  explicit: { name: 'Only by named moves', about: 'Nothing moves unless a move you name leads there.' },
}

export const movementChoices = Object.entries(movements).map(([value, words]) => ({ value: value as Workflow['movement'], ...words }))
