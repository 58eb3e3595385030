import { newId } from '#domain/kernel/id.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { refuse, refuseField } from '#domain/kernel/refusal.ts'
import { locationNamed } from '#domain/orders/order-number.ts'
import { startRun as contract, type ShownRun } from '#domain/wizards/contract.ts'
import { answersAgain } from '#domain/wizards/answers-again.ts'
import { refuseUnlessOfferedOn } from '#domain/wizards/offered-on.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import { hashToken, newToken } from '#features/identity/token.ts'
import { getOrder, getOrderOfLineItem } from '#features/orders/order-rows.ts'
import { operation } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { completeRun } from './finish-run.ts'
import { refuseNewErrors, withAnswers } from './keep-answers.ts'
import { findOffered } from '#features/catalog/offered-rows.ts'
import { refuseUnknownLineWizards } from './line-wizards.ts'
import { readRun } from './read-run.ts'
import { refuseClosed } from './refuse-closed.ts'
import { findRunForChange, insertRun, saveRun, type Run } from './run-rows.ts'
import { showRun } from './show-run.ts'
import { standingOf } from './standing-of.ts'
import { getRunnableWizard } from './who-may-run.ts'
import { getWizardVersion, type WizardRow } from './wizard-rows.ts'

type Asked = InputOf<typeof contract>

/**
 * Begins a run on the wizard as it is published now or, if it was begun where nobody could be reached, as it was then. The id
 * may be the asker's own: whoever begins the same run again, because the network dropped or from a second tab, is given the one
 * that is there.
 */
export const startRun = operation(contract, async (scope, asked): Promise<ShownRun> => {
  const id = scope.reach === 'own' && scope.actor.kind === 'customer' ? scope.actor.id : (asked.id ?? newId())
  const before = asked.id === undefined ? undefined : await findRunForChange(scope, id)
  if (before) return takeUp(scope, before, asked)

  const row = await getRunnableWizard(scope, asked.key, asked.channel, asked.begunOn?.version)
  await refuseClosed(scope, row.wizard)
  const { known, ...subject } = await subjectOf(scope, row, asked)
  if (asked.begunOn) await refuseUnknownLineWizards(scope, asked.begunOn.lineWizards)
  if (asked.location !== undefined) locationNamed((await organizationSettings(scope)).locations, asked.location)
  const resumeToken = scope.reach === 'own' ? newToken() : undefined
  const begun = await beginRun(scope, { id, row, channel: asked.channel, location: asked.location ?? null, ...subject, ...(asked.begunOn ? { subject: { ...subject.subject, lineWizards: asked.begunOn.lineWizards, asksByThoseAlone: true } } : {}), startedAt: asked.begunOn?.at === undefined ? scope.now : new Date(asked.begunOn.at).toISOString(), known, answers: asked.answers, insists: !asked.finish, tokenHash: resumeToken === undefined ? null : hashToken(resumeToken) })
  if (!begun) return takeUp(scope, (await findRunForChange(scope, id)) ?? refuseTaken(), asked)
  const shown = await showRun(scope, asked.finish ? await completeRun(scope, begun, { ...known, ...asked.answers }) : begun)
  return resumeToken === undefined ? shown : { ...shown, resumeToken }
})

export type Beginning = Pick<Run, 'id' | 'channel' | 'location' | 'orderId' | 'lineItemId' | 'subject'> & {
  row: WizardRow
  /** When it was begun: now, or earlier, where nobody could be reached. */
  startedAt: string
  /** What is answered already, and what was answered now. */
  known: Answers
  answers: Answers
  /** Whether what was answered now must be right already. */
  insists: boolean
  tokenHash: string | null
}

/** Begins a run for whoever decided that it may begin; undefined where there is one with this id already. */
export async function beginRun(scope: Scope, { row, startedAt, known, answers, insists, tokenHash, ...about }: Beginning): Promise<Run | undefined> {
  const blank: Run = {
    ...about, wizardId: row.id, wizardVersion: row.version, version: 1, state: 'open', page: row.wizard.pages[0]?.key ?? null, answers: {},
    summary: '', startedBy: scope.actor, memberId: scope.actor.kind === 'member' ? scope.actor.id : null,
    startedAt, updatedAt: scope.now, finishedAt: null,
  }
  const read = await readRun(scope, blank, { ...known, ...answers }, 'none')
  if (insists) refuseNewErrors(read, answers, undefined)
  const run = withAnswers(blank, read)
  return (await insertRun(scope, run, tokenHash)) ? run : undefined
}

/** The run that was begun with this id before. Asked to finish, it goes on from there. */
async function takeUp(scope: Scope, run: Run, asked: Asked): Promise<ShownRun> {
  const wizard = await getWizardVersion(scope, run.wizardId, run.wizardVersion)
  if (wizard.key !== asked.key) refuseTaken()
  if (run.state !== 'open') return showRun(scope, run)
  return asked.finish ? showRun(scope, await completeRun(scope, run, asked.answers)) : goOnWith(scope, run, asked.answers)
}

/** An open run with these answers besides. */
export async function goOnWith(scope: Scope, run: Run, answers: Answers): Promise<ShownRun> {
  if (Object.keys(answers).length === 0) return showRun(scope, run)
  const read = await readRun(scope, run, { ...run.answers, ...answers }, 'none')
  refuseNewErrors(read, answers, undefined)
  return showRun(scope, await saveRun(scope, withAnswers(run, read)))
}

function refuseTaken(): never {
  const message = 'Another run was begun with this id. Use a new id for a new run.'
  return refuse('duplicate', message, { errors: [{ pointer: '/id', code: 'duplicate', message }] })
}

type Subject = Pick<Run, 'orderId' | 'lineItemId' | 'subject'> & { known: Answers }

/** What the run works on, as its wizard's purpose asks for it, and what is known of that already. */
async function subjectOf(scope: Scope, { wizard }: WizardRow, asked: Asked): Promise<Subject> {
  const nothing: Subject = { orderId: null, lineItemId: null, subject: null, known: {} }
  if (wizard.purpose === 'create') {
    for (const name of ['orderId', 'lineItemId', 'productId', 'sku'] as const) if (asked[name] !== undefined) refuseField(`/${name}`, 'unfit', `“${wizard.name}” makes an order of its own.`)
    return nothing
  }
  if (asked.lineItemId !== undefined && wizard.purpose === 'line_item') {
    const { order, line } = await getOrderOfLineItem(scope, asked.lineItemId, 'read')
    return { ...nothing, orderId: order.id, lineItemId: line.id, known: answersAgain(wizard, line.answers) }
  }
  const orderId = asked.orderId ?? refuseField('/orderId', 'required', `“${wizard.name}” works on an order. Say which.`)
  const order = await getOrder(scope, orderId)
  if (wizard.purpose === 'update') {
    refuseUnlessOfferedOn(wizard, await standingOf(scope, order), scope.actor)
    return { ...nothing, orderId }
  }
  const { productId, sku } = asked
  if (productId === undefined && sku === undefined) refuseField('/sku', 'required', `“${wizard.name}” enters a line item. Say what is added, or which line item is edited.`)
  const wanted = { ...(productId === undefined ? {} : { productId }), ...(sku === undefined ? {} : { sku }) }
  if (!(await findOffered(scope, [wanted]))(wanted)) refuseField(sku === undefined ? '/productId' : '/sku', 'unknown', 'This is not in the catalog.')
  return { ...nothing, orderId, subject: wanted }
}
