import { Refusal } from '#domain/kernel/refusal.ts'

/**
 * The refusal of a line item's id that stands on another order already, naming its field; undefined for any other error. Where
 * several were given all are named: row level security keeps PostgreSQL from telling which of them it was.
 */
export function explainLineTaken(error: unknown, asked: { id?: string | undefined }[], pointerTo: (i: number) => string): Refusal | undefined {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code !== '23505' || constraint !== 'line_item_pkey') return undefined
  const given = asked.flatMap(({ id }, i) => (id === undefined ? [] : [`${pointerTo(i)}/id`]))
  const message = given.length > 1 ? 'One of these ids is that of a line item of another order. Use new ids for new line items.' : 'A line item of another order has this id. Use a new id for a new line item.'
  return new Refusal('duplicate', message, given.map((pointer) => ({ pointer, code: 'duplicate', message })))
}
