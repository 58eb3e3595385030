import type { Blueprint } from './blueprint.ts'

/** The statuses without which a way of working would not be whole: those its workflows go through and its views show, by key. */
export function referredStatuses({ workflows, views }: Pick<Blueprint, 'workflows' | 'views'>): Set<string> {
  const filters = views.flatMap(({ base, tabs, groups }) => [base, ...[...tabs, ...groups].map(({ filter }) => filter)])
  return new Set([...workflows.flatMap(({ steps }) => steps.map(({ status }) => status)), ...filters.flatMap(({ status = [] }) => status)])
}
