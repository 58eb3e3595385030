import type { z } from 'zod'
import { hoursByDay } from '../hours/in-words.ts'
import { isSame } from '../kernel/same.ts'
import { defaultPaymentStatusWords } from '../orders/payment-status.ts'
import { differencesOfOrderType, differencesOfWorkflow } from '../workflows/changes-in-words.ts'
import type { Names } from '../workflows/in-words.ts'
import type { Blueprint } from './blueprint.ts'
import type { blueprintChange } from './contract.ts'
import { differencesBetween, differencesOf } from './differences.ts'

export type BlueprintChange = z.infer<typeof blueprintChange>
type Settings = Blueprint['settings']

/** What applying `wanted` would add and change in an organization that is as `current` describes it. Nothing is ever removed. */
export function compareBlueprints(current: Blueprint, wanted: Blueprint): BlueprintChange[] {
  const names = namesIn(current, wanted)
  return [
    ...changedSettings(current.settings, settingsAfter(current.settings, wanted.settings)),
    ...changedEntries('workflow_type', current.workflowTypes, wanted.workflowTypes),
    ...changedEntries('status', current.statuses, wanted.statuses),
    ...changedEntries('workflow', current.workflows, wanted.workflows, (before, after) => differencesOfWorkflow(before, after, names)),
    ...changedEntries('order_type', current.orderTypes, wanted.orderTypes, (before, after) => differencesOfOrderType(before, after, names)),
    ...changedEntries('wizard', current.wizards, wanted.wizards),
    ...changedEntries('view', current.views, wanted.views),
  ]
}

/** The settings with a blueprint's laid over them: its words replace words and its hours hours, its payment statuses join those chosen before. */
export function settingsAfter(current: Settings, wanted: Settings): Settings {
  return {
    ...current,
    ...(wanted.taxIncluded === undefined ? {} : { taxIncluded: wanted.taxIncluded }),
    ...(wanted.hours === undefined ? {} : { hours: wanted.hours }),
    ...(wanted.words ? { words: { ...current.words, ...wanted.words } } : {}),
    ...(wanted.paymentStatuses ? { paymentStatuses: paymentStatusesAfter(current.paymentStatuses ?? [], wanted.paymentStatuses) } : {}),
  }
}

type PaymentStatuses = NonNullable<Settings['paymentStatuses']>

function paymentStatusesAfter(current: PaymentStatuses, wanted: PaymentStatuses): PaymentStatuses {
  // Nobody chose what an organization starts with, so nothing is lost when a blueprint's own list takes its place.
  if (isSame(current, defaultPaymentStatusWords)) return wanted
  const wantedOf = (key: string) => wanted.find((word) => word.key === key)
  return [...current.map((word) => wantedOf(word.key) ?? word), ...wanted.filter(({ key }) => !current.some((word) => word.key === key))]
}

const settingNames = { words: 'Words', paymentStatuses: 'Payment statuses', taxIncluded: 'Prices include tax', hours: 'Opening hours' } as const

function changedSettings(current: Settings, after: Settings): BlueprintChange[] {
  const keys = Object.keys(settingNames) as (keyof typeof settingNames)[]
  return keys.filter((key) => !isSame(current[key], after[key])).map((key) => ({
    what: 'setting', key, name: settingNames[key], change: 'change', differences: key === 'hours' ? differencesBetween(hoursByDay(current.hours), hoursByDay(after.hours)) : differencesBetween(current[key], after[key]),
  }))
}

function changedEntries<E extends { key: string; name: string }>(what: BlueprintChange['what'], current: E[], wanted: E[], differencesBetween: (before: E, after: E) => string[] = differencesOf): BlueprintChange[] {
  return wanted.flatMap((entry): BlueprintChange[] => {
    const before = current.find(({ key }) => key === entry.key)
    if (!before) return [{ what, key: entry.key, name: entry.name, change: 'add', differences: [] }]
    const differences = differencesBetween(before, entry)
    return differences.length === 0 ? [] : [{ what, key: entry.key, name: entry.name, change: 'change', differences }]
  })
}

/** What the two documents call their things; where they differ, as it will be called. */
function namesIn(current: Blueprint, wanted: Blueprint): Names {
  const named = (list: 'statuses' | 'workflowTypes' | 'workflows' | 'wizards') => new Map([...current[list], ...wanted[list]].map(({ key, name }) => [key, name]))
  return { statuses: named('statuses'), workflowTypes: named('workflowTypes'), workflows: named('workflows'), wizards: named('wizards') }
}
