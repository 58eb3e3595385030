import { openCategories } from '../workflows/category.ts'
import type { View } from './contract.ts'

/** The list an organization begins with, whatever its process will be: what is open, what is over, everything. */
export const usualView: View = {
  key: 'orders',
  name: 'Orders',
  position: 0,
  layout: 'table',
  statusDisplay: 'category_and_step',
  base: {},
  tabs: [
    { key: 'open', name: 'Open', filter: { category: openCategories } },
    { key: 'completed', name: 'Completed', filter: { category: ['completed'] } },
    { key: 'cancelled', name: 'Cancelled', filter: { category: ['cancelled', 'returned', 'abandoned'] } },
    { key: 'all', name: 'All', filter: {} },
  ],
  groups: [],
  columns: [
    { key: 'number', name: 'Order' }, { key: 'customer', name: 'Customer' }, { key: 'order_type', name: 'Type' }, { key: 'items', name: 'Items' }, { key: 'total', name: 'Total' },
    { key: 'status', name: 'Status' }, { key: 'payment', name: 'Payment' }, { key: 'due_at', name: 'Due' }, { key: 'placed_at', name: 'Created' }, { key: 'actions', name: 'Actions' },
  ],
  sort: { by: 'placed_at', direction: 'desc' },
  sortChoices: ['placed_at', 'due_at', 'total'],
  pageSizes: [25, 50, 100, 250, 500],
}
