import { Button, Loader, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBarcode, IconMinus, IconPencil, IconPlus, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { newId } from '#domain/kernel/id.ts'
import { grossOf } from '#domain/orders/totals.ts'
import type { OfferedItem } from '#domain/wizards/contract.ts'
import type { ItemEntry } from '#domain/wizards/answer-shapes.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { wordsFor } from '../../problem.ts'
import { withItem, withOffered, withQuantity } from '../items-answer.ts'
import { padOf } from '../numeric-pad.tsx'
import { QuestionGroup } from '../question-group.tsx'
import type { OfferedPage, RunClient } from '../run-client.ts'
import { useAnswer, useRun, type InputProps } from '../run-context.ts'
import { useScanTarget } from '../scan-target.ts'
import { titleOf, workedOut } from '../item-words.ts'
import classes from '../wizard.module.css'

/** What is ordered: searched, scanned or written down; an item with a wizard of its own is asked about first. */
export function ItemsQuestion({ question }: InputProps) {
  const { client, known, learn, audience, place, enterLine, idOf, faultOf } = useRun()
  const { value, set } = useAnswer(question)
  const items = Array.isArray(value) ? (value as ItemEntry[]) : []
  const [said, setSaid] = useState('')
  const wizardOf = (item: ItemEntry) => known.get(item.sku ?? '')?.wizard ?? undefined
  // While something is looked up or asked about, more may have been added.
  const latest = useRef(items)
  useEffect(() => void (latest.current = items))
  const change = (next: ItemEntry[]) => {
    latest.current = next
    set(next.length > 0 ? next : undefined)
  }

  const add = async (offered: OfferedItem) => {
    learn([[offered.sku, { title: offered.name, price: offered.price, wizard: offered.wizard }]])
    if (!offered.wizard) change(withOffered(latest.current, offered.sku))
    else if (!(await ask({ id: newId(), sku: offered.sku, quantity: 1 }, offered.name, offered.wizard))) return
    setSaid(`${offered.name} added.`)
  }
  /** Goes through an item's own wizard; false where that was left. */
  const ask = async (item: ItemEntry, title: string, key: string) => {
    const wizard = await client.findLineWizard(key)
    if (!wizard) {
      change(withItem(latest.current, item))
      return true
    }
    const answers = await enterLine({ wizard, title, answers: item.answers ?? {} })
    if (!answers) return false
    // The server works the formulas out anew; here they show what the line will be.
    const price = known.get(item.sku ?? '')?.price
    const { quantity = item.quantity, unitPrice } = worked(client.workOut?.({ wizard, answers, asked: item.quantity, catalogPrice: price?.amount ?? 0, currency: place.currency }))
    learn(item.id === undefined || unitPrice === undefined ? [] : [[item.id, { title, price: { amount: unitPrice, currency: place.currency } }]])
    change(withItem(latest.current, { ...item, quantity, answers }))
    return true
  }
  const scan = async (code: string) => {
    try {
      const { items: found } = await client.listItems(question, { q: code })
      const exact = found.find(({ sku }) => sku.toLowerCase() === code.toLowerCase())
      if (exact) await add(exact)
      else setSaid(`Nothing has the code ${code}.`)
    } catch (error) {
      setSaid(wordsFor(error))
    }
  }
  useScanTarget(items.length === 0, (code) => void scan(code))

  return (
    <QuestionGroup question={question}>
      {items.length > 0 && (
        <ul className={classes.lines} aria-label={question.label}>
          {items.map((item, i) => (
            <ItemLine
              key={item.id ?? i} id={idOf(question.key, String(i))} item={item} fault={faultOf(question.key, String(i))} onQuantity={(quantity) => change(withQuantity(items, i, quantity))}
              onEdit={wizardOf(item) === undefined ? undefined : () => void ask(item, titleOf(item, known), wizardOf(item) ?? '')}
            />
          ))}
        </ul>
      )}
      <Catalog question={question} chosen={items} onAdd={(offered) => void add(offered)} onScan={(code) => void scan(code)} />
      {mayAddOther(question, audience) && <CustomLine onAdd={(line) => change([...items, line])} />}
      <output className={said.startsWith('Nothing') ? classes.help : 'visually-hidden'}>{said}</output>
    </QuestionGroup>
  )
}

type LineProps = { id: string; item: ItemEntry; fault: string | undefined; onQuantity: (quantity: number) => void; onEdit: (() => void) | undefined }

function ItemLine({ id, item, fault, onQuantity, onEdit }: LineProps) {
  const { known, show, hasPad, place, estimate } = useRun()
  const title = titleOf(item, known)
  // What the server worked out goes before what was typed: the formulas of a wizard are the business's own, and not in a public page.
  const out = workedOut(item, estimate)
  const quantity = out.quantity ?? item.quantity
  const price = out.unitPrice ?? (item.unitPrice === undefined ? (known.get(item.id ?? '') ?? known.get(item.sku ?? ''))?.price : { amount: item.unitPrice, currency: place.currency })
  const [typed, setTyped] = useState<string>()
  const write = (text: string) => {
    setTyped(text)
    const quantity = Number(text.replace(',', '.'))
    if (quantity > 0) onQuantity(Math.round(quantity * 1000) / 1000)
  }
  return (
    <li className={classes.line}>
      <span className={classes.lineName}>
        {title}
        {price && <span className="dimmed figures"> {show.money({ ...price, amount: grossOf({ unitPrice: price.amount, quantity }) })}</span>}
        {fault && <small id={`${id}-fault`} className={classes.lineFault}>{fault}</small>}
      </span>
      {onEdit && <button type="button" id={id} className={classes.step} aria-label={`Change ${title}`} aria-describedby={fault && `${id}-fault`} onClick={onEdit}><IconPencil size={18} aria-hidden="true" /></button>}
      {out.quantity === undefined ? (
        <span className={classes.quantity}>
          <button type="button" className={classes.step} aria-label={item.quantity <= 1 ? `Remove ${title}` : `One ${title} less`} onClick={() => onQuantity(item.quantity <= 1 ? 0 : item.quantity - 1)}><IconMinus size={18} aria-hidden="true" /></button>
          <input
            className={classes.count} aria-label={`Quantity of ${title}`} {...padOf('decimal', hasPad)} value={typed ?? show.number(item.quantity)}
            onFocus={(event) => event.currentTarget.select()} onChange={(event) => write(event.currentTarget.value)} onBlur={() => setTyped(undefined)}
          />
          <button type="button" className={classes.step} aria-label={`One ${title} more`} onClick={() => onQuantity(item.quantity + 1)}><IconPlus size={18} aria-hidden="true" /></button>
        </span>
      ) : (
        <span className={classes.quantity}>
          <b className="figures">{show.number(quantity)} ×</b>
          <button type="button" className={classes.step} aria-label={`Remove ${title}`} onClick={() => onQuantity(0)}><IconMinus size={18} aria-hidden="true" /></button>
        </span>
      )}
    </li>
  )
}

function worked(line: ReturnType<NonNullable<RunClient['workOut']>> | undefined): { quantity?: number | undefined; unitPrice?: number | undefined } {
  return line && line.fault === undefined ? line : {}
}

type CatalogProps = { question: Question; chosen: ItemEntry[]; onAdd: (offered: OfferedItem) => void; onScan: (code: string) => void }

function Catalog({ question, chosen, onAdd, onScan }: CatalogProps) {
  const { client, show, learn, estimate, audience } = useRun()
  const sought = audience === 'staff' ? 'Find a product, or scan' : 'Find a product'
  const { common } = useAnswer(question)
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 150)
  const [category, setCategory] = useState<string>()
  const [categories, setCategories] = useState<string[]>([])
  const [page, setPage] = useState<OfferedPage>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    let isStale = false
    client.listItems(question, { ...(q ? { q } : {}), ...(category ? { category } : {}) }).then(
      (found) => {
        if (isStale) return
        setFailure(undefined)
        setPage(found)
        setCategories((before) => [...new Set([...before, ...found.items.flatMap((item) => item.category ?? [])])].sort())
        learn(found.items.map((item) => [item.sku, { title: item.name, price: item.price, wizard: item.wizard }]))
      },
      (error: unknown) => !isStale && setFailure(wordsFor(error)),
    )
    return () => void (isStale = true)
  }, [client, question, q, category, learn])
  const more = async (cursor: string) => {
    const next = await client.listItems(question, { ...(q ? { q } : {}), ...(category ? { category } : {}), cursor })
    learn(next.items.map((item) => [item.sku, { title: item.name, price: item.price, wizard: item.wizard }]))
    setPage((before) => ({ items: [...(before?.items ?? []), ...next.items], nextCursor: next.nextCursor }))
  }
  const count = (sku: string) => chosen.reduce((sum, item) => sum + (item.sku === sku ? (workedOut(item, estimate).quantity ?? item.quantity) : 0), 0)
  return (
    <>
      <TextInput
        id={`${common.id}-search`} data-scan={question.key} aria-label={sought} placeholder={sought} size={common.size} autoComplete="off" value={text}
        leftSection={<IconSearch size={18} aria-hidden="true" />} rightSection={audience === 'staff' && <IconBarcode size={20} aria-hidden="true" />} onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text.trim() === '') return
          event.preventDefault()
          const only = page?.items.length === 1 && q === text.trim() ? page.items[0] : undefined
          if (only) onAdd(only)
          else onScan(text.trim())
          setText('')
        }}
      />
      {(categories.length > 1 || category) && (
        <fieldset className={classes.chips} aria-label="Category">
          {[undefined, ...categories].map((name) => (
            <button key={name ?? ''} type="button" className={classes.chip} aria-pressed={category === name} onClick={() => setCategory(name)}>{name ?? 'All'}</button>
          ))}
        </fieldset>
      )}
      {failure && <p className={classes.fault} role="alert">{failure}</p>}
      {!page && !failure && <Loader size="sm" aria-label="Loading" />}
      {page && (
        <ul className={classes.catalog} aria-label="Products">
          {page.items.map((item) => {
            const isOut = item.available !== null && item.available <= 0
            return (
              <li key={item.sku}>
                <button type="button" className={classes.product} disabled={isOut} onClick={() => onAdd(item)} aria-label={`Add ${item.name}, ${show.money(item.price)}`}>
                  <span className={classes.productName}>{item.name}</span>
                  <span className={classes.price}>{show.money(item.price)}{item.unit && <span className="dimmed"> / {item.unit}</span>}</span>
                  {isOut ? <span className={classes.badge}>Sold out</span> : count(item.sku) > 0 && <span className={classes.badge} data-chosen>{show.number(count(item.sku))}</span>}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      {page?.items.length === 0 && <NothingToChoose question={question} sought={q} category={category} onAll={() => { setText(''); setCategory(undefined) }} />}
      {page?.nextCursor && <div><Button variant="default" size="sm" onClick={() => void more(page.nextCursor ?? '')}>Show more</Button></div>}
    </>
  )
}

/** Whether something may be ordered that is not in the catalog. */
function mayAddOther({ products, categories }: Question, audience: ReturnType<typeof useRun>['audience']): boolean {
  return audience === 'staff' && !products?.length && !categories?.length
}

type NothingProps = { question: Question; sought: string; category: string | undefined; onAll: () => void }

/** Why there is nothing to choose, and what one can do: look elsewhere, order it all the same, or fill the catalog first. */
function NothingToChoose({ question, sought, category, onAll }: NothingProps) {
  const { audience, size } = useRun()
  const other = mayAddOther(question, audience) ? ' Or enter it below as “Something else”.' : ''
  if (sought !== '' || category !== undefined) {
    return (
      <div className={classes.noChoice}>
        <p className="dimmed">Nothing {category === undefined ? 'here' : `in ${category}`}{sought === '' ? '.' : ` is called “${sought}”.`}{other}</p>
        <Button variant="default" size={size === 'touch' ? 'md' : 'xs'} onClick={onAll}>Show everything</Button>
      </div>
    )
  }
  if (audience !== 'staff') return <p className="dimmed">There is nothing to order here at the moment. Please ask us.</p>
  const isNarrow = Boolean(question.products?.length) || Boolean(question.categories?.length)
  return <p className="dimmed">{isNarrow ? 'None of the products this question offers is for sale at the moment.' : 'The catalog is empty: add products under Catalog, and they can be chosen here.'}{other}</p>
}

function CustomLine({ onAdd }: { onAdd: (line: ItemEntry) => void }) {
  const { place, size, hasPad } = useRun()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const inputSize = size === 'touch' ? 'lg' : 'sm'
  if (!isOpen) return <div><Button variant="subtle" size={size === 'touch' ? 'md' : 'xs'} leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>Something else</Button></div>
  const add = () => {
    if (name.trim() === '' || amount === null) return
    onAdd({ id: newId(), name: name.trim(), quantity: 1, unitPrice: amount })
    setName('')
    setAmount(null)
    setOpen(false)
  }
  return (
    <fieldset className={classes.custom} aria-label="Something else">
      <TextInput label="What it is" size={inputSize} autoComplete="off" ref={(field) => void (name === '' && amount === null && field?.focus())} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
      <MoneyInput label="Price" size={inputSize} currency={place.currency} value={amount} onChange={setAmount} {...padOf('decimal', hasPad)} />
      <Button size={inputSize} disabled={name.trim() === '' || amount === null} onClick={add}>Add</Button>
      <Button size={inputSize} variant="default" onClick={() => setOpen(false)}>Leave it</Button>
    </fieldset>
  )
}
