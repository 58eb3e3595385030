import { useCallback } from 'react'
import type { EventData, EventType } from '#domain/events.ts'
import { roleNames, type Role } from '#domain/kernel/permission.ts'
import { sentenceOf, type Names, type Told } from '../order/event-words.ts'
import { useEventNames } from '../order/use-event-names.ts'
import { useHere } from '../session/session.ts'
import { spelled } from '#domain/kernel/spelled.ts'

type Sentences = { [T in EventType as T extends `${'order' | 'line_item' | 'checklist' | 'wizard_run'}.${string}` ? never : T]: (data: EventData[T], names: Names) => string }

// What happens to orders is told by the order's own page (order/event-words.ts); this is everything else.
const sentences: Sentences = {
  'customer.created': () => 'added a customer',
  'customer.updated': ({ changed }) => `changed a customer: ${changed.map(lower).join(', ')}`,
  'customer.merged': () => 'merged two customers',
  'product.created': ({ name }) => `added ${name} to the catalog`,
  'product.updated': ({ name, changed }) => `changed ${name}: ${changed.map(lower).join(', ')}`,
  'stock.adjusted': ({ sku, change }) => `adjusted the stock of ${sku} by ${change > 0 ? '+' : ''}${change}`,
  'product_category.changed': ({ name }) => `changed the category ${name}`,
  'product_category.removed': ({ name }) => `deleted the category ${name}`,
  'status.changed': ({ name, changed }) => `${changed.includes('removed') ? 'removed' : 'changed'} the status ${name}`,
  'status.reordered': () => 'put the Status Library in another order',
  'workflow_type.changed': ({ name }) => `changed the phase ${name}`,
  'workflow.published': ({ key, version }) => `published version ${version} of the workflow ${spelled(key)}`,
  'order_type.published': ({ key, version }) => `published version ${version} of the order type ${spelled(key)}`,
  'workflow.retired': ({ key, isRetired }) => `${isRetired ? 'retired' : 'took back into use'} the workflow ${spelled(key)}`,
  'order_type.retired': ({ key, isRetired }) => `${isRetired ? 'retired' : 'took back into use'} the order type ${spelled(key)}`,
  'draft.saved': ({ kind, name }) => `began a draft of the ${lower(spelled(kind))} ${name}`,
  'draft.discarded': ({ kind, name }) => `threw away the draft of the ${lower(spelled(kind))} ${name}`,
  'wizard.published': ({ name, version }) => `published version ${version} of the wizard ${name}`,
  'wizard.retired': ({ key, isRetired }) => `${isRetired ? 'retired' : 'took back into use'} the wizard ${spelled(key)}`,
  'migration.started': ({ orderType, orders }) => `began moving ${orders} open orders of the type ${spelled(orderType)} to another version`,
  'migration.finished': ({ orderType, migrated, blocked }) => `moved ${migrated} open orders of the type ${spelled(orderType)} to another version${blocked > 0 ? `; ${blocked} stayed behind` : ''}`,
  'file.uploaded': ({ mediaType }) => `uploaded a file (${mediaType})`,
  'view.changed': ({ key, removed }) => `${removed ? 'removed' : 'changed'} the list ${spelled(key)}`,
  'blueprint.applied': ({ name, changes }) => `applied the blueprint ${name} (${changes} ${changes === 1 ? 'change' : 'changes'})`,
  'organization.founded': ({ name }) => `founded ${name}`,
  'organization.updated': ({ changed }) => `changed the organization: ${changed.map(lower).join(', ')}`,
  'member.invited': ({ role }) => `invited somebody as ${roleName(role)}`,
  'member.invitation_withdrawn': ({ role }) => `withdrew the invitation of somebody as ${roleName(role)}`,
  'member.joined': ({ role }) => `joined as ${roleName(role)}`,
  'member.changed': ({ memberId, changes }, { member }) => `changed ${member(memberId)}${changes['role'] ? ` from ${roleName(String(changes['role'].from))} to ${roleName(String(changes['role'].to))}` : ''}`,
  'member.deactivated': ({ memberId }, { member }) => `took away the access of ${member(memberId)}`,
  'member.reactivated': ({ memberId }, { member }) => `gave ${member(memberId)} access again`,
  'api_key.created': ({ name, role }) => `made the API key “${name}” with the role ${roleName(role)}`,
  'api_key.bound': ({ name, memberId }, { member }) => `let the API key “${name}” work for ${member(memberId)}`,
  'api_key.revoked': ({ name }) => `revoked the API key “${name}”`,
  'import.started': ({ fileName }) => `began importing ${fileName}`,
  'import.stopped': ({ imported, because }) => `could not go on with an import after ${imported} orders: ${because}`,
  'import.finished': ({ imported, failed }) => `finished an import: ${imported} imported${failed > 0 ? `, ${failed} ${failed === 1 ? 'group' : 'groups'} of rows left out` : ''}`,
}

/** Tells any event in plain words, to be read after the name of who did it. */
export function useSentences(): (event: Told) => string {
  const names = useEventNames(useHere().organization.currency)
  return useCallback((event) => {
    const tell = sentences[event.type as keyof Sentences] as ((data: Told['data'], names: Names) => string) | undefined
    return tell ? tell(event.data, names) : sentenceOf(event, names)
  }, [names])
}

const orderTypes = [
  'order.placed', 'order.updated', 'order.moved', 'order.assigned', 'order.payment_set', 'order.archived', 'order.restored', 'order.shared', 'order.unshared', 'line_item.added', 'line_item.changed',
  'line_item.removed', 'line_item.moved', 'line_item.assigned', 'order.migrated', 'checklist.added', 'checklist.changed', 'checklist.removed', 'checklist.ticked', 'wizard_run.finished',
] as const satisfies Exclude<EventType, keyof Sentences>[]

/** Every kind of event, by the noun it is about. */
export const typeChoices = [...Map.groupBy([...orderTypes, ...Object.keys(sentences)], (type) => spelled(type.split('.')[0] ?? ''))]
  .map(([group, types]) => ({ group, items: types.map((type) => ({ value: type, label: spelled(type.replace('.', ' ')) })) }))

function roleName(role: string): string {
  return roleNames[role as Role] ?? role
}

function lower(field: string): string {
  return field.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
}
