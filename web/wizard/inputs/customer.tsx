import { Button, Loader, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useRef, useState, type KeyboardEvent } from 'react'
import { newId } from '#domain/kernel/id.ts'
import type { CustomerAnswer, ItemEntry } from '#domain/wizards/answer-shapes.ts'
import { answersToRepeat } from '#domain/wizards/answers-again.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { padOf } from '../numeric-pad.tsx'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useRun, type InputProps } from '../run-context.ts'
import { useScanTarget } from '../scan-target.ts'
import { useFound } from '../use-found.ts'
import type { KnownCustomer } from '../run-client.ts'
import classes from '../wizard.module.css'

/** Who it is for: found by phone, name or email where there is somebody to find, or written down. */
export function CustomerQuestion({ question }: InputProps) {
  const { client } = useRun()
  const { value, set } = useAnswer(question)
  const customer = value as CustomerAnswer | undefined
  const [isNew, setNew] = useState(customer !== undefined && !customer.id)
  const [picked, setPicked] = useState<KnownCustomer>()
  const again = () => {
    setNew(false)
    setPicked(undefined)
    set(undefined)
  }
  if (!client.findCustomers) return <QuestionGroup question={question} hasParts><CustomerFields question={question} /></QuestionGroup>
  return (
    <QuestionGroup question={question} hasParts={isNew}>
      {customer?.id ? (
        <KnownCustomerCard customer={customer} picked={picked} onAgain={again} />
      ) : isNew ? (
        <>
          <CustomerFields question={question} />
          <div><Button variant="subtle" size="compact-md" onClick={again}>Search instead</Button></div>
        </>
      ) : (
        <CustomerSearch
          question={question}
          onPick={(found) => {
            setPicked(found)
            set(filled({ id: found.id, firstName: found.firstName ?? undefined, lastName: found.lastName ?? undefined, email: found.email ?? undefined, phone: found.phone ?? undefined }))
          }}
          onNew={(begun) => {
            setNew(true)
            set(begun)
          }}
        />
      )}
    </QuestionGroup>
  )
}

function CustomerSearch({ question, onPick, onNew }: { question: Question; onPick: (found: KnownCustomer) => void; onNew: (begun: CustomerAnswer | undefined) => void }) {
  const { client, size, hasPad } = useRun()
  const { common } = useAnswer(question)
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 150)
  const list = useRef<HTMLUListElement>(null)
  const look = useCallback((asked: string) => client.findCustomers?.(asked), [client])
  const found = useFound(q || undefined, look)
  useScanTarget(true, setText)
  const isLooking = text.trim() !== '' && found?.of !== text.trim()
  const customers = isLooking ? [] : (found?.value ?? [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') list.current?.querySelector('button')?.focus()
    else if (event.key !== 'Enter') return
    else if (customers[0]) onPick(customers[0])
    else if (found && !isLooking) onNew(begunWith(text))
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        id={`${common.id}-search`} data-scan={question.key} aria-label="Phone, name or email" placeholder="Phone, name or email" size={common.size} autoComplete="off" value={text} {...(hasPad ? padOf('phone', hasPad) : { inputMode: 'search' })} data-letters
        leftSection={<IconSearch size={18} aria-hidden="true" />} rightSection={isLooking && <Loader size={18} aria-label="Searching" />}
        onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown}
      />
      {found && !isLooking && (
        <>
          {found.failure && <output className={classes.help}>{found.failure} A customer written down now is recognised by phone or email later.</output>}
          <ul ref={list} className={classes.found} aria-label="Customers found">
            {customers.map((customer) => (
              <li key={customer.id}>
                <button type="button" className={classes.foundOne} onClick={() => onPick(customer)} onKeyDown={walk}>
                  <b>{customer.name}</b>
                  <span className="dimmed"><bdi>{[customer.phone, customer.email].filter(Boolean).join(' · ')}</bdi></span>
                  <span className={classes.orders}>{ordersInWords(customer.orderCount)}</span>
                </button>
              </li>
            ))}
          </ul>
          {customers.length === 0 && !found.failure && <output className={classes.help}>Nobody is known by that yet.</output>}
        </>
      )}
      <div><Button variant={found && customers.length === 0 ? 'filled' : 'default'} size={size === 'touch' ? 'lg' : 'sm'} onClick={() => onNew(begunWith(text))}>New customer</Button></div>
    </>
  )
}

function KnownCustomerCard({ customer, picked, onAgain }: { customer: CustomerAnswer; picked: KnownCustomer | undefined; onAgain: () => void }) {
  const { client, definition, set, show, size } = useRun()
  const [isRepeated, setRepeated] = useState(false)
  const items = definition.pages.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'items')
  const look = useCallback((customerId: string) => client.findLastOrder?.(customerId), [client])
  const last = useFound(items && customer.id, look)?.value
  const repeat = async () => {
    if (!last || !items) return
    setRepeated(true)
    set(items.key, await Promise.all(last.items.map(async ({ title, kept, ...item }): Promise<ItemEntry> => {
      const wizard = kept[0] && (await client.findLineWizard(kept[0].wizard).catch(() => undefined))
      const answers = wizard && answersToRepeat(wizard, kept)
      return { ...item, ...(item.sku ? {} : { name: title }), ...(answers ? { answers } : {}), id: newId() }
    })))
  }
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ') || picked?.name || customer.email || customer.phone
  return (
    <div className={classes.known}>
      <div>
        <b className={classes.knownName}>{name}</b>
        {picked && <span className={classes.orders}>{ordersInWords(picked.orderCount)}</span>}
        <div className="dimmed"><bdi>{[customer.phone, customer.email].filter(Boolean).join(' · ')}</bdi></div>
      </div>
      <Button variant="default" size={size === 'touch' ? 'md' : 'xs'} onClick={onAgain}>Somebody else</Button>
      {last && last.items.length > 0 && (
        <div className={classes.repeat}>
          <span><b>Last order</b> <span className="dimmed">{show.day(last.placedAt)}</span><br />{last.items.map(({ title, quantity }) => (quantity === 1 ? title : `${show.number(quantity)} × ${title}`)).join(', ')}</span>
          <Button variant="light" size={size === 'touch' ? 'md' : 'xs'} disabled={isRepeated} onClick={() => void repeat()}>{isRepeated ? 'Taken over' : 'Repeat last order'}</Button>
        </div>
      )}
    </div>
  )
}

const parts = [
  { name: 'firstName', label: 'First name', autoComplete: 'given-name', type: 'text' },
  { name: 'lastName', label: 'Last name', autoComplete: 'family-name', type: 'text' },
  { name: 'phone', label: 'Phone', autoComplete: 'tel', type: 'tel' },
  { name: 'email', label: 'Email', autoComplete: 'email', type: 'email' },
] as const

function CustomerFields({ question }: InputProps) {
  const { audience, faultOf, idOf, size, hasPad } = useRun()
  const { value, set } = useAnswer(question)
  const customer = (value ?? {}) as CustomerAnswer
  const needs: readonly string[] = question.customerNeeds ?? []
  return (
    <div className={classes.pair}>
      {parts.map(({ name, label, autoComplete, type }) => (
        <TextInput
          key={name} id={idOf(question.key, name)} label={label} type={type} required={needs.includes(name) || (name === 'firstName' && question.required)} size={size === 'touch' ? 'lg' : 'sm'} maxLength={254}
          autoComplete={audience === 'customer' ? autoComplete : 'off'} value={customer[name] ?? ''} error={faultOf(question.key, name)} {...(name === 'phone' ? padOf('phone', hasPad) : {})}
          onChange={(event) => set(filled({ ...customer, [name]: event.currentTarget.value }))}
        />
      ))}
    </div>
  )
}

/** What was typed to search begins the new customer: digits are a phone, an @ is an email, anything else a name. */
function begunWith(text: string): CustomerAnswer | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  if (typed.includes('@')) return { email: typed }
  if (/^[+\d\s().\-/]+$/.test(typed)) return { phone: typed }
  const [firstName = '', ...others] = typed.split(/\s+/)
  return filled({ firstName, lastName: others.join(' ') })
}

function filled(customer: { [K in keyof CustomerAnswer]?: string | undefined }): CustomerAnswer | undefined {
  const given = Object.entries(customer).filter(([, text]) => text !== undefined && text !== '')
  return given.length > 0 ? Object.fromEntries(given) : undefined
}

function ordersInWords(count: number): string {
  return count === 0 ? 'No orders yet' : count === 1 ? '1 order' : `${count} orders`
}

/** Up and down walk through a list of buttons. */
function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const buttons = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])]
  buttons[buttons.indexOf(event.currentTarget) + step]?.focus()
  event.preventDefault()
}
