/**
 * A status has a free name and one fixed category. Names are the business's; behaviour hangs on the category alone,
 * so renaming a status never changes what happens.
 */
export const categories = [
  'draft', 'quoted', 'placed', 'confirmed', 'on_hold', 'in_progress', 'ready', 'in_transit',
  'completed', 'cancelled', 'returned', 'abandoned', 'closed',
] as const
export type Category = (typeof categories)[number]

/** What the goods of an order in this category are: promised, gone, free again, or as they were. */
export type StockEffect = 'none' | 'reserved' | 'sold' | 'as_before'

export type CategoryRules = {
  name: string
  meaning: string
  isOpen: boolean
  mayWork: boolean
  mayEdit: boolean
  stock: StockEffect
  customerMayCancel: boolean
}

const rules: Record<Category, CategoryRules> = {
  draft: { name: 'Draft', meaning: 'Written down, work has not started and nothing is promised yet.', isOpen: true, mayWork: false, mayEdit: true, stock: 'none', customerMayCancel: true },
  quoted: { name: 'Quoted', meaning: 'A price was offered; the customer has not agreed yet.', isOpen: true, mayWork: false, mayEdit: true, stock: 'none', customerMayCancel: true },
  placed: { name: 'Placed', meaning: 'The customer has ordered; the business has not confirmed it yet. Stock is reserved.', isOpen: true, mayWork: false, mayEdit: true, stock: 'reserved', customerMayCancel: true },
  confirmed: { name: 'Confirmed', meaning: 'The order is valid and agreed; work may begin.', isOpen: true, mayWork: true, mayEdit: true, stock: 'reserved', customerMayCancel: true },
  on_hold: { name: 'On hold', meaning: 'Paused; it remembers where it was and can return there.', isOpen: true, mayWork: false, mayEdit: true, stock: 'as_before', customerMayCancel: true },
  in_progress: { name: 'In progress', meaning: 'Being worked on.', isOpen: true, mayWork: true, mayEdit: true, stock: 'reserved', customerMayCancel: true },
  ready: { name: 'Ready', meaning: 'Prepared; waiting to be handed over or shipped.', isOpen: true, mayWork: true, mayEdit: true, stock: 'reserved', customerMayCancel: true },
  in_transit: { name: 'In transit', meaning: 'Handed to whoever delivers it; stock has left the building.', isOpen: true, mayWork: true, mayEdit: false, stock: 'sold', customerMayCancel: false },
  completed: { name: 'Completed', meaning: 'Done and delivered.', isOpen: false, mayWork: false, mayEdit: false, stock: 'sold', customerMayCancel: false },
  cancelled: { name: 'Cancelled', meaning: 'Called off; reserved stock is free again.', isOpen: false, mayWork: false, mayEdit: false, stock: 'none', customerMayCancel: false },
  returned: { name: 'Returned', meaning: 'The customer sent it back after delivery.', isOpen: false, mayWork: false, mayEdit: false, stock: 'as_before', customerMayCancel: false },
  abandoned: { name: 'Abandoned', meaning: 'The customer never finished it; it can be revived.', isOpen: false, mayWork: false, mayEdit: true, stock: 'none', customerMayCancel: true },
  closed: { name: 'Closed', meaning: 'Stored for the records; entering it archives the order.', isOpen: false, mayWork: false, mayEdit: false, stock: 'as_before', customerMayCancel: false },
}

export function rulesOf(category: Category): CategoryRules {
  return rules[category]
}

/** The categories in which an order is still under way. */
export const openCategories = categories.filter((category) => rules[category].isOpen)

// Side roads: a linear workflow's road runs past them, and only a named transition leads into one.
const sideRoads: ReadonlySet<Category> = new Set(['on_hold', 'cancelled', 'returned', 'abandoned', 'closed'])

export function isSideRoad(category: Category): boolean {
  return sideRoads.has(category)
}

/** Categories one comes back from to where one was: entering them remembers the position left. */
export function remembersWhereFrom(category: Category): boolean {
  return category === 'on_hold' || category === 'closed'
}
