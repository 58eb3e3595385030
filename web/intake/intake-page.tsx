import { Button, Loader, MantineProvider } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { PublicOrganization, PublicRun, PublicWizard } from '#domain/wizards/public-contract.ts'
import { isProblem, wordsFor } from '../problem.ts'
import end from '../wizard/run-end.module.css'
import { Runner } from '../wizard/runner.tsx'
import { lookOf } from './brand-look.ts'
import { keepDraft, readDraft, type KeptDraft, type Place } from './kept-draft.ts'
import { publicClient } from './public-client.ts'
import { publicDoor } from './public-door.ts'
import classes from './intake.module.css'

type Opened = { wizard: PublicWizard; run: PublicRun | undefined; draft: KeptDraft | undefined; /** Why what was begun cannot be gone on with. */ gone?: string }

/** What a business asks of its customers, behind a link: one page of questions after another, and a number at the end. */
export function IntakePage({ place }: { place: Place }) {
  const door = useMemo(() => publicDoor(place), [place])
  const [opened, setOpened] = useState<Opened>()
  const [failure, setFailure] = useState<{ isUnknown: boolean; message: string }>()
  const [tries, setTries] = useState(0)
  const { theme, resolver } = useMemo(() => lookOf(opened?.wizard.organization.color ?? null), [opened])
  useEffect(() => {
    let isStale = false
    const open = async () => {
      const draft = readDraft(place)
      let gone: string | undefined
      const [wizard, began] = await Promise.all([door.read(), draft && door.get(draft.token).catch((error: unknown) => {
        gone = isProblem(error, 'link-expired') ? error.message : undefined
        return forgetUnknown(error)
      })])
      // An order knows which run is open on it. One that is over is shown only where none can be begun any more.
      const run = wizard.about === null || (wizard.about.closed !== null && began?.state === 'finished') ? began : (wizard.about.run ?? undefined)
      const token = run?.token ?? (run && draft?.token)
      // Begun long ago, and no longer there: it begins anew.
      if (draft && token === undefined) keepDraft(place, undefined)
      if (!isStale) setOpened({ wizard, run, draft: token === undefined ? undefined : { ...(draft?.token === token ? draft : {}), token }, ...(gone === undefined ? {} : { gone }) })
    }
    open().catch((error: unknown) => !isStale && setFailure({ isUnknown: isProblem(error, 'not-found'), message: wordsFor(error) }))
    return () => void (isStale = true)
    // eslint-disable-next-line react/exhaustive-effect-dependencies, react-hooks/exhaustive-deps -- tried again when asked to
  }, [place, door, tries])
  const beginAnew = () => {
    keepDraft(place, undefined)
    setOpened(undefined)
    setTries((before) => before + 1)
  }
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      {opened ? (
        <Opened key={tries} place={place} opened={opened} onAnew={beginAnew} />
      ) : (
        <main className={classes.alone}>
          {failure
            ? <>
                <h1>{failure.isUnknown ? 'There is nothing behind this link' : 'This could not be opened'}</h1>
                <p>{failure.isUnknown ? 'It may have been closed or mistyped. Ask whoever gave it to you.' : failure.message}</p>
                {!failure.isUnknown && <Button size="lg" onClick={() => setTries(tries + 1)}>Try again</Button>}
              </>
            : <Loader aria-label="Loading" />}
        </main>
      )}
    </MantineProvider>
  )
}

function Opened({ place, opened: { wizard, run, draft, gone }, onAnew }: { place: Place; opened: Opened; onAnew: () => void }) {
  const { organization, orderTypes, about } = wizard
  const [finished, setFinished] = useState(run?.state === 'finished' ? run : undefined)
  const [begun, setBegun] = useState(run)
  const [client] = useState(() => publicClient({ place, door: publicDoor(place), draft, honeypot: readHoneypot, onBegun: setBegun, onFinished: setFinished }))
  const { locale, timeZone, currency, country, taxIncluded } = organization
  const business = useMemo(() => ({ locale, timeZone, currency, country, taxIncluded, orderTypes }), [locale, timeZone, currency, country, taxIncluded, orderTypes])
  const definition = (finished ?? begun)?.definition ?? wizard.definition
  useEffect(() => {
    document.title = `${definition.name} · ${organization.name}`
    document.documentElement.lang = locale
  }, [definition, organization, locale])
  if (finished) return <Framed organization={organization}><Finished run={finished} onAnew={about ? undefined : onAnew} /></Framed>
  if (about?.closed && !run) return <Framed organization={organization}><Closed about={about} /></Framed>
  if (wizard.isClosed) {
    return (
      <Framed organization={organization}>
        <div className={end.end}>
          <h1>{definition.name} is closed at present</h1>
          <p>Nothing can be sent here right now. Come back later, or ask {organization.name}.</p>
        </div>
      </Framed>
    )
  }
  return (
    <Framed organization={organization}>
      <h1 className="visually-hidden">{definition.name}</h1>
      {/* No person sees it or comes to it; what fills in every field there is gives itself away. */}
      <div className={classes.honeypot} aria-hidden="true"><label>Website<input id={HONEYPOT} name="website" tabIndex={-1} autoComplete="off" defaultValue="" /></label></div>
      <Runner
        definition={definition} audience="customer" size="touch" place={business} client={client} answers={{ ...run?.answers, ...draft?.unsent }} page={run?.page ?? null} estimate={run?.estimate ?? null} estimateLabel="Estimate"
        {...(gone === undefined ? {} : { failure: gone })} aside={begun && <CopyLink />} onFinished={() => undefined}
      />
    </Framed>
  )
}

const HONEYPOT = 'intake-website'

function readHoneypot(): string {
  return (document.getElementById(HONEYPOT) as HTMLInputElement | null)?.value ?? ''
}

function Framed({ organization: { name, logoUrl }, children }: { organization: PublicOrganization; children: ReactNode }) {
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        {logoUrl ? <img src={logoUrl} alt={name} className={classes.logo} /> : <span className={classes.name}>{name}</span>}
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  )
}

/** A run is gone on with by its address, on another device too. */
function CopyLink() {
  const [said, say] = useState<string>()
  const copy = async () => {
    say(await navigator.clipboard.writeText(location.href).then(() => 'Link copied', () => 'Keep the address of this page'))
    setTimeout(() => say(undefined), 4_000)
  }
  return <button type="button" className={classes.copy} onClick={() => void copy()}><span aria-live="polite">{said ?? 'Continue later'}</span></button>
}

/** What is not asked any more, and the way to the order. */
function Closed({ about: { number, trackingUrl, closed } }: { about: NonNullable<PublicWizard['about']> }) {
  return (
    <div className={end.end}>
      <h1 className={end.number}>{number}</h1>
      <p className={end.thanks}>{closed}</p>
      <Button component="a" href={trackingUrl} size="lg">See your order</Button>
    </div>
  )
}

/** `onAnew` where another may be sent: what is asked about an order is asked once. */
function Finished({ run: { definition, order }, onAnew }: { run: PublicRun; onAnew: (() => void) | undefined }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className={end.end} data-finished>
      <p className={end.thanks}>{definition.thanks ?? 'Thank you. We have everything we need.'}</p>
      {order && (
        <>
          <p className={classes.label}>Your number</p>
          <h1 ref={heading} tabIndex={-1} className={end.number}>{order.number}</h1>
          <Button component="a" href={order.trackingUrl} size="lg">Follow it here</Button>
          <p className={classes.keepIt}>Keep this link: it is yours alone.<br /><bdi>{order.trackingUrl}</bdi></p>
        </>
      )}
      {onAnew && <Button variant="subtle" color="gray" size="md" onClick={onAnew}>Send another</Button>}
    </div>
  )
}

function forgetUnknown(error: unknown): undefined {
  if (!isProblem(error) || error.status === 0 || error.status >= 500) throw error
  return undefined
}
