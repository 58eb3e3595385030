import { Button, Group, Loader, Modal, Select, Tabs, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Answers } from '#domain/wizards/wizard.ts'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import { ask } from '../ask.ts'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { NoProcess } from '../kit/no-process.tsx'
import { tellDone } from '../kit/tell.ts'
import { isProblem, wordsFor } from '../problem.ts'
import { useHere, useMay, useWords } from '../session/session.ts'
import { useLineWizards } from '../wizard/use-line-wizards.ts'
import { CustomerTab } from './customer-tab.tsx'
import { faultOfError, faultsOf, tabNamesIn, tabs, type Fault, type Tab } from './draft-faults.ts'
import { DraftSummary } from './draft-summary.tsx'
import type { Entry } from './form-part.ts'
import { askOfDraft, withOrderType } from './order-draft.ts'
import { ProductsTab } from './products-tab.tsx'
import { ShippingTab } from './shipping-tab.tsx'
import { WizardOffers } from './wizard-offers.tsx'
import { useDraft } from './use-draft.ts'
import classes from './add-order.module.css'

const WizardDialog = lazy(() => import('../wizard/wizard-dialog.tsx'))
const LineEntry = lazy(() => import('../wizard/line-entry.tsx'))

/** Writes down an order, over the list of orders. */
export default function AddOrderPage() {
  const words = useWords()
  const organization = useOrganizationSlug()
  const navigate = useNavigate()
  const may = useMay('order.create')
  const types = useAsk('order_type.list', {}, { staleTime: 60_000 })
  const isSmall = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const close = () => void navigate({ to: '/$organization/orders', params: { organization } })
  const [first, ...rest] = types.data?.items ?? []
  const mayRun = useMay('wizard.run')
  const [wizard, setWizard] = useState<{ key: string; name: string }>()
  const open = (orderId: string) => void navigate({ to: '/$organization/orders/$orderId', params: { organization, orderId } })
  if (wizard) {
    return (
      <Suspense>
        <WizardDialog wizard={wizard.key} title={wizard.name} onClose={() => setWizard(undefined)} onFinished={({ order }) => (order ? open(order.id) : close())} />
      </Suspense>
    )
  }
  return (
    <Modal opened onClose={close} title={<Text span fw={650} size="lg">{words.addOrder}</Text>} size={1040} fullScreen={isSmall ?? false} classNames={{ body: classes.body ?? '' }} returnFocus={false}>
      {!may ? (
        <EmptyState title="Your role does not allow this">Ask a manager to add the {words.order.toLowerCase()}.</EmptyState>
      ) : types.error ? (
        <EmptyState title="This could not be shown" action={<Button onClick={() => void types.refetch()}>Try again</Button>}>{wordsFor(types.error)}</EmptyState>
      ) : !types.data ? (
        <Loader aria-label="Loading" />
      ) : first ? (
        <>
          {mayRun && <WizardOffers types={[first, ...rest]} onPick={setWizard} />}
          <DraftForm types={[first, ...rest]} />
        </>
      ) : (
        <NoProcess title={`There is no kind of ${words.order.toLowerCase()} yet`} />
      )}
    </Modal>
  )
}

function DraftForm({ types }: { types: [ShownOrderType, ...ShownOrderType[]] }) {
  const words = useWords()
  const tabNames = tabNamesIn(words)
  const { organization: settings } = useHere()
  const organization = useOrganizationSlug()
  const navigate = useNavigate()
  const { draft, change, startOver, isKept } = useDraft(organization, types, settings.country)
  const type = types.find(({ key }) => key === draft.orderType) ?? types[0]
  const [tab, setTab] = useState<Tab>('customer')
  const [refused, setRefused] = useState<Fault[]>([])
  const [isTried, setTried] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const isAsking = useRef(false)
  const [focused, setFocused] = useState<{ field: string | undefined }>({ field: undefined })
  const form = useRef<HTMLFormElement>(null)
  const wizards = useLineWizards()
  const [entry, enter] = useState<Entry>()
  // Once tried, the form says what is missing as it is typed; what the server refused stands until it is tried again.
  const faults = isTried ? [...faultsOf(draft, type), ...refused] : []
  const errorOf = (field: string) => faults.find((fault) => fault.field === field)?.message

  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('[role=tabpanel] input')
    const wanted = focused.field === undefined ? first : document.getElementById(`add-${focused.field}`)
    wanted?.focus()
  }, [focused])

  const turnTo = (next: Tab | undefined) => {
    if (!next) return
    setTab(next)
    setFocused({ field: undefined })
  }
  const goTo = (fault: Fault) => {
    setTab(fault.tab)
    setFocused({ field: fault.field })
  }
  const create = async () => {
    setTried(true)
    setRefused([])
    setFailure(undefined)
    const [fault] = faultsOf(draft, type)
    if (fault) return goTo(fault)
    if (isAsking.current) return
    isAsking.current = true
    setBusy(true)
    try {
      const order = await ask('order.place', askOfDraft(draft, settings), { idempotencyKey: draft.id })
      tellDone(`${words.order} ${order.number} is placed`)
      await open(order.id)
    } catch (error) {
      // It was placed before, and its answer got lost on the way: there it is.
      if (isProblem(error, 'idempotency-key-reused')) return open(draft.id)
      const named = isProblem(error) ? error.errors.map((one) => faultOfError(one, draft)) : []
      setRefused(named)
      if (named[0]) goTo(named[0])
      else setFailure(wordsFor(error))
    } finally {
      isAsking.current = false
      setBusy(false)
    }
  }
  const open = async (orderId: string) => {
    startOver()
    await navigate({ to: '/$organization/orders/$orderId', params: { organization, orderId } })
    document.getElementById('main')?.focus()
  }
  const at = tabs.indexOf(tab)
  const part = { draft, type, change, errorOf, wizards, enter }
  const entered = (answers: Answers) => {
    entry?.onEntered(answers)
    enter(undefined)
    // What the server said of earlier answers may be mended now.
    setRefused([])
  }
  return (
    <>
      {/* Enter in a field must not place an order that is not finished, so nothing here submits. */}
      <form ref={form} className={classes.form} noValidate onSubmit={(event) => event.preventDefault()}>
        {types.length > 1 && (
          <Select
            id="add-orderType" label={`Type of ${words.order.toLowerCase()}`} maw={320} data={types.map(({ key, name }) => ({ value: key, label: name }))} value={type.key} allowDeselect={false} error={errorOf('orderType')}
            onChange={(key) => change((before) => withOrderType(before, types.find((candidate) => candidate.key === key) ?? type))}
          />
        )}
        <Tabs value={tab} onChange={(value) => setTab((value ?? 'customer') as Tab)} keepMounted={false} className={classes.tabs}>
          <Tabs.List grow>
            {tabs.map((name) => {
              const wrong = faults.filter((fault) => fault.tab === name).length
              return <Tabs.Tab key={name} value={name} rightSection={wrong > 0 && <span className={classes.wrong}>{wrong}<span className="visually-hidden"> to mend</span></span>}>{tabNames[name]}</Tabs.Tab>
            })}
          </Tabs.List>
          <div className={classes.columns}>
            <div className={classes.fields}>
              <Tabs.Panel value="customer"><CustomerTab {...part} /></Tabs.Panel>
              <Tabs.Panel value="products"><ProductsTab {...part} /></Tabs.Panel>
              <Tabs.Panel value="shipping"><ShippingTab {...part} /></Tabs.Panel>
            </div>
            <DraftSummary draft={draft} change={change} errorOf={errorOf} wizards={wizards} enter={enter} />
          </div>
        </Tabs>
        {(faults.length > 0 || failure) && (
          <div className={classes.faults} role="alert">
            {failure && <p>{failure}</p>}
            {faults.length > 0 && (
              <ul>
                {faults.map((fault) => (
                  <li key={fault.tab + fault.field}><button type="button" onClick={() => goTo(fault)}>{tabNames[fault.tab]}: {fault.message}</button></li>
                ))}
              </ul>
            )}
          </div>
        )}
        <Group justify="space-between" className={classes.footer}>
          <Group gap="xs">
            {at > 0 && <Button variant="default" onClick={() => turnTo(tabs[at - 1])}>Back</Button>}
            {isKept && <Button variant="subtle" color="gray" onClick={startOver}>Start over</Button>}
            <output className={classes.kept}>{isKept ? 'Draft kept in this browser' : ''}</output>
          </Group>
          <Group gap="xs" className={classes.onward}>
            {at < tabs.length - 1 && <Button variant="filled" onClick={() => turnTo(tabs[at + 1])}>Continue</Button>}
            <Button onClick={() => void create()} variant={at < tabs.length - 1 ? 'default' : 'filled'} loading={isBusy}>Create {words.order.toLowerCase()}</Button>
          </Group>
        </Group>
      </form>
      {entry && <Suspense><LineEntry wizard={entry.wizard} title={entry.title} answers={entry.answers} onEntered={entered} onClose={() => enter(undefined)} /></Suspense>}
    </>
  )
}
