/** What a list of orders can be sorted by. */
export const orderSorts = ['placed_at', 'due_at', 'scheduled_at', 'total', 'payment', 'updated_at'] as const
export type OrderSort = (typeof orderSorts)[number]
