import { useEffect, useRef } from 'react'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import type { Remembered, RunClient } from './run-client.ts'

type Given = { definition: Pick<Wizard, 'pages'>; answers: Answers; client: RunClient; known: ReadonlyMap<string, Remembered>; learn: (items: [string, Remembered][]) => void }

/** Looks up what items are called and cost that were chosen elsewhere: on another device, before a reload, or in the last order. */
export function useItemNames({ definition, answers, client, known, learn }: Given): void {
  const sought = useRef(new Set<string>())
  useEffect(() => {
    for (const question of definition.pages.flatMap(({ questions }) => questions)) {
      if (question.kind !== 'items') continue
      for (const { sku } of (answers[question.key] ?? []) as ItemEntry[]) {
        if (sku === undefined || known.get(sku)?.price !== undefined || sought.current.has(sku)) continue
        sought.current.add(sku)
        client.listItems(question, { q: sku }).then(({ items }) => {
          learn(items.filter((item) => item.sku === sku).map(({ name, price, wizard }) => [sku, { title: name, price, wizard }]))
          // Nobody could be asked: it is looked up again with the next answer.
        }, () => void sought.current.delete(sku))
      }
    }
  }, [definition, answers, client, known, learn])
}
