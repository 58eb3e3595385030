import type { Asked } from '../../ask.ts'
import type { Category } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { StatusColor } from '#domain/workflows/status.ts'
import { keyFrom } from '../../kit/keys.ts'

export type StatusScope = LibraryStatus['scope']
export type StatusForm = { name: string; customerName: string; category: Category; color: StatusColor; icon: string | undefined; scope: StatusScope; shownToCustomer: boolean }

// What a category usually looks like: blue before work, yellow at work, green when all is well.
const usualColors: Record<Category, StatusColor> = {
  draft: 'gray', quoted: 'cyan', placed: 'blue', confirmed: 'teal', on_hold: 'orange', in_progress: 'yellow', ready: 'violet', in_transit: 'cyan',
  completed: 'green', cancelled: 'red', returned: 'pink', abandoned: 'gray', closed: 'gray',
}

export function usualColorOf(category: Category): StatusColor {
  return usualColors[category]
}

export function newStatusForm(scope: StatusScope, name = ''): StatusForm {
  return { name, customerName: '', category: 'in_progress', color: usualColorOf('in_progress'), icon: undefined, scope, shownToCustomer: true }
}

export function statusFormOf({ name, customerName, category, color, icon, scope, shownToCustomer }: LibraryStatus): StatusForm {
  return { name, customerName: customerName ?? '', category, color, icon: icon ?? undefined, scope, shownToCustomer }
}

/** What is saved: under the key it has, or a new one made from its name. */
export function statusToSave({ name, customerName, icon, ...form }: StatusForm, key: string): Asked<'status.save'> {
  const words = customerName.trim()
  return { ...form, key, name: name.trim(), ...(words === '' ? {} : { customerName: words }), ...(icon === undefined ? {} : { icon }) }
}

export function keyOfNewStatus(name: string, statuses: { key: string }[]): string {
  return keyFrom(name, statuses.map(({ key }) => key), 'status')
}

/** Another status of the same scope that is called the same, which nobody could tell apart. */
export function namesake(form: Pick<StatusForm, 'name' | 'scope'>, statuses: LibraryStatus[], key: string | undefined): LibraryStatus | undefined {
  return statuses.find((other) => other.key !== key && other.scope === form.scope && plain(other.name) === plain(form.name))
}

function plain(name: string): string {
  return name.trim().toLocaleLowerCase()
}
