import { Button } from '@mantine/core'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { finishWord } from '#domain/wizards/finish-word.ts'
import { shownPages } from '#domain/wizards/show-if.ts'
import type { Answers, Audience, Wizard } from '#domain/wizards/wizard.ts'
import { showFor } from '../kit/show-for.ts'
import { wordsFor } from '../problem.ts'
import { faultsOfProblem, faultsOn, type Fault } from './faults.ts'
import { lineClient } from './line-client.ts'
import { LineDialog } from './line-dialog.tsx'
import { NumericPad } from './numeric-pad.tsx'
import { Progress } from './progress.tsx'
import { QuestionInput } from './question-input.tsx'
import type { Estimate, FinishedRun, Place, Remembered, RunClient } from './run-client.ts'
import { RunContext, type AskedLine, type Run, type Work } from './run-context.ts'
import { handScan } from './scan-target.ts'
import { useItemNames } from './use-item-names.ts'
import { useKeptAnswers } from './use-kept-answers.ts'
import { useWedge } from './use-wedge.ts'
import classes from './wizard.module.css'

type Props = {
  definition: Wizard
  audience: Audience
  size: 'touch' | 'desk'
  place: Place
  client: RunClient
  /** A run that is gone on with: what was answered so far, and the page it is at. */
  answers?: Answers
  page?: string | null
  estimate?: Estimate
  /** Names and prices of what was chosen before. */
  known?: [string, Remembered][]
  /** In a builder: the page it works on is the one shown, and the keyboard stays the builder's. */
  preview?: { page: string | undefined }
  /** What was refused after it was finished, to be mended now. */
  refused?: Fault[]
  failure?: string
  /** What the sum in the bar is called. */
  estimateLabel?: string
  /** Stands beside the progress: the way out of a full screen. */
  aside?: ReactNode
  onFinished: (run: FinishedRun, answers: Answers) => void
}

/** Runs a wizard, page by page, wherever it is run: at the counter, at a desk, on a stranger's phone, or in its own preview. */
export function Runner({ definition, audience, size, place, client, refused = [], aside, preview, onFinished, ...props }: Props) {
  const id = useId()
  const [answers, setAnswers] = useState<Answers>(props.answers ?? {})
  const [known, setKnown] = useState<ReadonlyMap<string, Remembered>>(() => new Map(props.known))
  const [at, setAt] = useState(refused[0]?.page ?? props.page ?? preview?.page)
  const [faults, setFaults] = useState<Fault[]>(refused)
  const [failure, setFailure] = useState(props.failure)
  const [isBusy, setBusy] = useState(false)
  const [unheard, setUnheard] = useState<string>()
  const isAsking = useRef(false)
  const isWaiting = useRef(false)
  const held = useRef(new Set<Work>())
  const form = useRef<HTMLFormElement>(null)
  const [turned, setTurned] = useState<{ focus: 'page' | Fault } | undefined>(preview ? undefined : { focus: refused[0] ?? 'page' })
  const [previewed, setPreviewed] = useState(preview?.page)
  if (preview?.page !== previewed) {
    setPreviewed(preview?.page)
    setAt(preview?.page)
  }
  const { estimate, setEstimate, flush } = useKeptAnswers(client, answers, props.estimate ?? null, isAsking)
  const show = useMemo(() => showFor(place.locale, place.timeZone), [place.locale, place.timeZone])

  const pages = shownPages(definition, answers, audience)
  const index = Math.max(0, pages.findIndex(({ page }) => page.key === at))
  const here = pages[index]
  const isLast = index >= pages.length - 1

  const learn = useCallback((items: [string, Remembered][]) => setKnown((before) => new Map([...before, ...items])), [])
  useItemNames({ definition, answers, client, known, learn })
  // Read by whatever goes on after it waited for an answer.
  const latest = useRef(answers)
  const set = useCallback((question: string, value: unknown) => {
    // What is emptied says so: a default must not come back by itself.
    latest.current = { ...latest.current, [question]: value === undefined ? null : value }
    setAnswers(latest.current)
    setFaults((before) => before.filter((fault) => fault.question !== question))
    setFailure(undefined)
  }, [])
  const hold = useCallback((work: Work) => {
    held.current.add(work)
    return () => void held.current.delete(work)
  }, [])
  const [line, setLine] = useState<AskedLine & { resolve: (answers: Answers | undefined) => void }>()
  const enterLine = useCallback((asked: AskedLine) => new Promise<Answers | undefined>((resolve) => {
    setLine({ ...asked, resolve: (given) => {
      setLine(undefined)
      resolve(given)
    } })
  }), [])
  const insideClient = useMemo(() => lineClient(client), [client])
  const turnTo = useCallback((page: string | undefined) => {
    if (page === undefined) return
    setAt(page)
    setFailure(undefined)
    setTurned({ focus: 'page' })
  }, [])
  const run = useMemo<Run>(() => {
    const idOf = (question: string, part?: string) => [id, question, part].filter(Boolean).join('-')
    const faultOf = (question: string, part?: string) => faults.find((fault) => fault.question === question && fault.part === part)?.message
    const anyFaultOf = (question: string) => faults.find((fault) => fault.question === question)?.message
    return { id, definition, audience, size, hasPad: size === 'touch' && audience === 'staff', place, show, client, answers, estimate, set, faultOf, anyFaultOf, idOf, goToPage: turnTo, known, learn, enterLine, hold }
  }, [id, definition, audience, size, place, show, client, answers, estimate, set, faults, turnTo, known, learn, enterLine, hold])

  const focusOn = ({ question, part }: Fault) => {
    const wanted = [run.idOf(question, part), run.idOf(question)].map((one) => document.getElementById(one)).find((one) => one !== null)
    const control = wanted?.matches('fieldset') ? (wanted.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea, button') ?? wanted) : wanted
    control?.focus()
    wanted?.scrollIntoView({ block: 'center' })
  }
  useEffect(() => {
    if (!turned) return
    if (turned.focus !== 'page') return focusOn(turned.focus)
    form.current?.querySelector('[data-page]')?.scrollTo({ top: 0 })
    // A phone's keyboard must not cover a page before it was read; at a counter the next key belongs to the first field.
    const questions = audience === 'customer' ? null : form.current?.querySelector<HTMLElement>('[data-questions]')
    const first = questions?.firstElementChild?.querySelector<HTMLElement>('[data-scan]') ?? questions?.querySelector<HTMLElement>('input:not([type=file]), select, textarea')
    ;(first ?? form.current?.querySelector<HTMLElement>('h2'))?.focus({ preventScroll: true })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the focus moves when a page is turned or refused, and only then
  }, [turned])
  useWedge(audience === 'staff' && !preview ? (code) => setUnheard(handScan(code) ? undefined : code) : undefined)

  const refuse = (found: Fault[]) => {
    setFaults(found)
    if (!found[0]) return
    setAt(found[0].page)
    setTurned({ focus: found[0] })
  }
  /** Waits for what is drawn or on its way to become an answer; says whether all of it did. */
  const settle = async (): Promise<boolean> => {
    isWaiting.current = true
    setBusy(true)
    const done = await Promise.all([...held.current].map((work) => work().catch(() => false)))
    isWaiting.current = false
    setBusy(false)
    return done.every(Boolean)
  }
  const goOn = async () => {
    if (!here || isAsking.current || isWaiting.current) return
    setFailure(undefined)
    if (held.current.size > 0 && !(await settle())) return
    const answers = latest.current
    const wrong = faultsOn(definition, answers, { audience, currency: place.currency }, isLast ? undefined : here.page.key)
    if (wrong.length > 0) return refuse(wrong)
    isAsking.current = true
    setBusy(true)
    flush()
    try {
      if (isLast) return onFinished(await client.finish(answers), answers)
      setEstimate(await client.complete(here.page.key, answers))
      setFaults([])
      turnTo(pages[index + 1]?.page.key)
    } catch (error) {
      const named = faultsOfProblem(error, definition, answers, { audience, currency: place.currency })
      refuse(named)
      if (named.length === 0) setFailure(wordsFor(error))
    } finally {
      isAsking.current = false
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A run inside a run is a form of its own: what is sent there goes no further.
    event.stopPropagation()
    void goOn()
  }
  if (!here) return <p className={classes.nothing}>There is nothing to be asked here.</p>
  const isBig = size === 'touch'
  return (
    <RunContext value={run}>
      <form ref={form} className={classes.runner} data-size={size} noValidate onSubmit={submit} aria-label={definition.name}>
        <div className={classes.head}>
          <Progress titles={pages.map(({ page }) => page.title)} index={index} onTurn={(to) => turnTo(pages[to]?.page.key)} />
          {aside}
        </div>
        <div className={classes.page} data-page>
          <div className={classes.column}>
            <h2 tabIndex={-1} className={classes.title}>{here.page.title}</h2>
            {here.page.help && <p className={classes.lead}>{here.page.help}</p>}
            {(faults.length > 0 || failure) && (
              <div className={classes.faults} role="alert">
                {failure && <p>{failure}</p>}
                {faults.length > 0 && <ul>{faults.map((fault) => <li key={[fault.question, fault.part, fault.message].join(' ')}><button type="button" onClick={() => refuse([fault, ...faults.filter((other) => other !== fault)])}>{fault.message}</button></li>)}</ul>}
              </div>
            )}
            {unheard !== undefined && <output className={classes.help}>Scanned {unheard}, but nothing on this page takes a barcode.</output>}
            <div className={classes.questions} data-questions>
              {here.questions.map((question) => <QuestionInput key={question.key} question={question} />)}
            </div>
          </div>
        </div>
        <div className={classes.bar}>
          <Button variant="default" size={isBig ? 'lg' : 'sm'} disabled={index === 0} onClick={() => turnTo(pages[index - 1]?.page.key)}>Back</Button>
          <output className={classes.barTotal}>{estimate && <><span className="dimmed">{props.estimateLabel ?? 'Total'}{estimate.tax.amount > 0 && !place.taxIncluded && ', with tax'} </span><b className="figures">{show.money(estimate.total)}</b></>}</output>
          <Button type="submit" size={isBig ? 'lg' : 'sm'} loading={isBusy} className={classes.onward}>{isLast ? finishWord(definition) : 'Continue'}</Button>
        </div>
        {run.hasPad && <NumericPad decimal={decimalIn(place.locale)} onEnter={() => void goOn()} />}
      </form>
      {line && (
        <LineDialog title={line.title} onLeave={() => line.resolve(undefined)}>
          <Runner
            definition={line.wizard} audience={audience} size={size} place={place} client={insideClient} answers={line.answers} known={[...known]}
            onFinished={(_, given) => line.resolve(given)}
          />
        </LineDialog>
      )}
    </RunContext>
  )
}

function decimalIn(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.'
}
