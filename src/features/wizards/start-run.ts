import { newId } from '#domain/kernel/id.ts'
import type { InputOf } from '#domain/kernel/contract.ts'
import { refuse, refuseField } from '#domain/kernel/refusal.ts'
import { locationNamed } from '#domain/orders/order-number.ts'
import { startRun as contract, type ShownRun } from '#domain/wizards/contract.ts'
import { answersAgain } from '#domain/wizards/kept-answers.ts'
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
  const blank: Run = {
    id, wizardId: row.id, wizardVersion: row.version, version: 1, state: 'open', channel: asked.channel, page: row.wizard.pages[0]?.key ?? null, answers: {},
    ...subject, ...(asked.begunOn ? { subject: { ...subject.subject, lineWizards: asked.begunOn.lineWizards, asksByThoseAlone: true } } : {}),
    location: asked.location ?? null, summary: '', startedBy: scope.actor, memberId: scope.actor.kind === 'member' ? scope.actor.id : null,
    startedAt: scope.now, updatedAt: scope.now, finishedAt: null,
  }
  const answers = { ...known, ...asked.answers }
  const read = await readRun(scope, blank, answers, 'none')
  if (!asked.finish) refuseNewErrors(read, asked.answers, undefined)
  const run = withAnswers(blank, read)
  const resumeToken = scope.reach === 'own' ? newToken() : undefined
  if (!(await insertRun(scope, run, resumeToken === undefined ? null : hashToken(resumeToken)))) return takeUp(scope, (await findRunForChange(scope, id)) ?? refuseTaken(), asked)
  const shown = await showRun(scope, asked.finish ? await completeRun(scope, run, answers) : run)
  return resumeToken === undefined ? shown : { ...shown, resumeToken }
})

/** The run that was begun with this id before. Asked to finish, it goes on from there. */
async function takeUp(scope: Scope, run: Run, asked: Asked): Promise<ShownRun> {
  const wizard = await getWizardVersion(scope, run.wizardId, run.wizardVersion)
  if (wizard.key !== asked.key) refuseTaken()
  if (run.state !== 'open') return showRun(scope, run)
  if (asked.finish) return showRun(scope, await completeRun(scope, run, asked.answers))
  if (Object.keys(asked.answers).length === 0) return showRun(scope, run)
  const read = await readRun(scope, run, { ...run.answers, ...asked.answers }, 'none')
  refuseNewErrors(read, asked.answers, undefined)
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
  await getOrder(scope, orderId)
  if (wizard.purpose === 'update') return { ...nothing, orderId }
  const { productId, sku } = asked
  if (productId === undefined && sku === undefined) refuseField('/sku', 'required', `“${wizard.name}” enters a line item. Say what is added, or which line item is edited.`)
  const wanted = { ...(productId === undefined ? {} : { productId }), ...(sku === undefined ? {} : { sku }) }
  if (!(await findOffered(scope, [wanted]))(wanted)) refuseField(sku === undefined ? '/productId' : '/sku', 'unknown', 'This is not in the catalog.')
  return { ...nothing, orderId, subject: wanted }
}
