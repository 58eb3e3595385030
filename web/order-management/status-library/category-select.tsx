import { Select } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { categories, rulesOf, type Category } from '#domain/workflows/category.ts'
import { useWords } from '../../session/session.ts'
import classes from './category-select.module.css'

const groups: [string, Category[]][] = [
  ['Before the work', ['draft', 'quoted', 'placed', 'confirmed']],
  ['At work', ['in_progress', 'ready', 'in_transit']],
  ['Aside', ['on_hold', 'abandoned']],
  ['At the end', ['completed', 'cancelled', 'returned', 'closed']],
]
const stockWords = { none: 'Stock is free', reserved: 'Stock is reserved', sold: 'Stock has left', as_before: 'Stock stays as it was' }

type Props = { value: Category; onChange: (category: Category) => void; isFixed: boolean }

/** What a status means: the one thing about it on which behaviour hangs. */
export function CategorySelect({ value, onChange, isFixed }: Props) {
  const customer = useWords().customer.toLowerCase()
  const rules = rulesOf(value)
  return (
    <div>
      <Select
        label="Category" required={!isFixed} allowDeselect={false} disabled={isFixed} maxDropdownHeight={420}
        description={isFixed ? 'Fixed when the status was made: open orders rely on what it means. For another meaning, add another status.' : 'What the status means. It cannot be changed later.'}
        data={groups.map(([group, items]) => ({ group, items: items.map((category) => ({ value: category, label: rulesOf(category).name })) }))}
        value={value} onChange={(picked) => picked && onChange(picked)}
        renderOption={({ option }) => <CategoryOption category={categories.find((category) => category === option.value) ?? 'draft'} />}
      />
      <div className={classes.rules}>
        <p className={classes.meaning}>{rules.meaning}</p>
        <ul className={classes.effects}>
          <Effect is={rules.isOpen} yes="Counts as open" no="Counts as finished" />
          <Effect is={rules.mayWork} yes="Work may go on" no="No work is done" />
          <Effect is={rules.mayEdit} yes="Items can be changed" no="Items stay as they are" />
          <Effect is={rules.customerMayCancel} yes={`The ${customer} may cancel`} no={`The ${customer} cannot cancel`} />
          <li className={classes.effect}><span className={classes.stock} aria-hidden="true" />{stockWords[rules.stock]}</li>
        </ul>
      </div>
    </div>
  )
}

function CategoryOption({ category }: { category: Category }) {
  const { name, meaning } = rulesOf(category)
  return <span className={classes.option}><b>{name}</b><span className={classes.optionMeaning}>{meaning}</span></span>
}

function Effect({ is, yes, no }: { is: boolean; yes: string; no: string }) {
  return <li className={classes.effect}>{is ? <IconCheck size={14} className={classes.yes} aria-hidden="true" /> : <IconX size={14} aria-hidden="true" />}{is ? yes : no}</li>
}
