/**
 * Whether a number has at most three decimals, as quantities and stock are kept. Binary fractions are seldom exact, so it is asked to
 * within a millionth of a thousandth, or, of large numbers, to what they can tell apart at all.
 */
export function isThousandths(value: number): boolean {
  const thousandths = value * 1000
  return Math.abs(thousandths - Math.round(thousandths)) < Math.max(1e-6, Math.abs(thousandths) * 4 * Number.EPSILON)
}
