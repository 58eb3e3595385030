import { Select } from '@mantine/core'
import type { Answered } from '../ask.ts'
import classes from './catalog-page.module.css'

export type Category = Answered<'product_category.list'>['items'][number]

type Props = { categories: Category[]; chosen: string | undefined; onChoose: (category: string | undefined) => void }

/** The categories beside the list; above it, as one field, on narrow screens. */
export function CategoryNav({ categories, chosen, onChoose }: Props) {
  const choices = [{ id: undefined, name: 'Everything', productCount: undefined }, ...categories]
  return (
    <>
      <nav className={classes.wide} aria-label="Categories">
        <ul className={classes.categories}>
          {choices.map(({ id, name, productCount }) => (
            <li key={id ?? ''}>
              <button type="button" className={classes.category} aria-current={chosen === id ? 'true' : undefined} onClick={() => onChoose(id)}>
                <span>{name}</span>
                {productCount !== undefined && <span className="dimmed figures">{productCount}</span>}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Select className={classes.narrow ?? ''} aria-label="Category" placeholder="Every category" clearable data={categories.map(({ id, name }) => ({ value: id, label: name }))} value={chosen ?? null} onChange={(category) => onChoose(category ?? undefined)} />
    </>
  )
}
