import { categories, type Category } from '#domain/workflows/category.ts'
import { channels, type Channel } from '#domain/orders/channel.ts'
import { orderSorts, type OrderSort } from '#domain/orders/order-sort.ts'
import { paymentStatuses, type PaymentStatus } from '#domain/orders/payment-status.ts'
import { among, oneOf, withoutEmpty, word, words } from '../read-search.ts'

/** What the address says about the order list: a view, a tab, a search, filters, a sort and a page of it. */
export type OrdersSearch = OrdersFilter & {
  view?: string | undefined
  tab?: string | undefined
  sort?: OrderSort | undefined
  direction?: 'asc' | 'desc' | undefined
  size?: number | undefined
  /** Where the page starts: the cursor, and the number of its first order. */
  cursor?: string | undefined
  from?: number | undefined
}

export type OrdersFilter = {
  q?: string | undefined
  category?: Category[] | undefined
  status?: string[] | undefined
  orderType?: string[] | undefined
  channel?: Channel[] | undefined
  paymentStatus?: PaymentStatus[] | undefined
  manager?: string[] | undefined
  assignee?: string[] | undefined
  tag?: string[] | undefined
  placedFrom?: string | undefined
  placedTo?: string | undefined
  dueFrom?: string | undefined
  dueTo?: string | undefined
  scheduledFrom?: string | undefined
  scheduledTo?: string | undefined
  scheduled?: boolean | undefined
  escalated?: boolean | undefined
  checklistOpen?: boolean | undefined
  archived?: boolean | 'any' | undefined
}

const filterNames = [
  'q', 'category', 'status', 'orderType', 'channel', 'paymentStatus', 'manager', 'assignee', 'tag',
  'placedFrom', 'placedTo', 'dueFrom', 'dueTo', 'scheduledFrom', 'scheduledTo', 'scheduled', 'escalated', 'checklistOpen', 'archived',
] as const satisfies (keyof OrdersFilter)[]

/** Reads the address; what cannot be meant is left out, so that an old link still opens. */
export function readOrdersSearch(search: Record<string, unknown>): OrdersSearch {
  return withoutEmpty({
    view: word(search['view']),
    tab: word(search['tab']),
    q: word(search['q'], 200),
    category: among(search['category'], categories),
    status: words(search['status']),
    orderType: words(search['orderType']),
    channel: among(search['channel'], channels),
    paymentStatus: among(search['paymentStatus'], paymentStatuses),
    manager: words(search['manager']),
    assignee: words(search['assignee']),
    tag: words(search['tag']),
    placedFrom: day(search['placedFrom']),
    placedTo: day(search['placedTo']),
    dueFrom: day(search['dueFrom']),
    dueTo: day(search['dueTo']),
    scheduledFrom: day(search['scheduledFrom']),
    scheduledTo: day(search['scheduledTo']),
    scheduled: yesOrNo(search['scheduled']),
    escalated: yesOrNo(search['escalated']),
    checklistOpen: yesOrNo(search['checklistOpen']),
    archived: yesOrNo(search['archived']),
    sort: oneOf(search['sort'], orderSorts),
    direction: oneOf(search['direction'], ['asc', 'desc']),
    size: whole(search['size'], 5, 500),
    cursor: word(search['cursor'], 500),
    from: whole(search['from'], 1, 1e9),
  })
}

/** The filters alone, without view, sort and page. */
export function filterOf(search: OrdersSearch): OrdersFilter {
  return Object.fromEntries(filterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])))
}

function day(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined
}

function yesOrNo(value: unknown): boolean | undefined {
  return value === 'true' || value === true ? true : value === 'false' || value === false ? false : undefined
}

function whole(value: unknown, least: number, most: number): number | undefined {
  const number = Number(value)
  return value !== undefined && Number.isInteger(number) && number >= least && number <= most ? number : undefined
}
