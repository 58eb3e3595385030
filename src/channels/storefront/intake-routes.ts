import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuseUnfitId, sendFileBytes, sendUploaded, withUpload } from '#channels/http/files.ts'
import { sendPage } from '#channels/http/html.ts'
import { readInput, readQuery } from '#channels/http/read-input.ts'
import { sendFile, staticFile, WEB, type StaticFile } from '#channels/http/static-file.ts'
import type { Contract, InputOf } from '#domain/kernel/contract.ts'
import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import * as contract from '#domain/wizards/public-contract.ts'
import { readFile } from '#features/files/read-file.ts'
import { readLogo } from '#features/files/read-logo.ts'
import { uploadFile } from '#features/files/upload-file.ts'
import { TRACKING } from '#features/orders/share-order.ts'
import { answerPublicRun, finishPublicRun, getPublicRun, listPublicItems, openPublicRun, presentLink, startFollowersRun, startPublicRun, type PublicCaller } from '#features/wizards/public-run.ts'
import { findLinkedWizard, getPublicWizard, refuseUnlessForCustomers, showFollowersWizard, showPublicLineWizard, showPublicWizard, type LinkedWizard } from '#features/wizards/public-wizard.ts'
import { networkOf } from '#platform/network.ts'
import { parse, withRefusals } from '#platform/operation.ts'
import { withScope, type Scope } from '#platform/scope.ts'
import { intakeLimits } from './intake-limits.ts'
import { plainPage } from './plain-page.ts'
import { sendRefusalPage, type RefusalWords } from './refusal-page.ts'
import type { Surroundings } from './surroundings.ts'

const { ORDER_HEADER, PUBLIC_API, RUN_HEADER } = contract

/** Quicker than this nobody reads a page and answers it. */
const LEAST_MILLISECONDS = 3_000

const words: RefusalWords = {
  'not-found': ['There is nothing at this address', 'The link may have been copied only in part, or is no longer used. Ask the business for the right one.'],
}

/** The page behind a wizard's public link, and what it asks. Every answer is a projection of what the ordinary verbs answer. */
export function addIntake(server: FastifyInstance, { database, files, settings }: Surroundings): void {
  const at = { database, publicUrl: settings.publicUrl }
  const limits = intakeLimits(database, settings.rateLimits !== false)

  const linked = async (request: FastifyRequest, link: string): Promise<LinkedWizard> => limits.whileGuessing(networkOf(request.ip), async () => (await findLinkedWizard(database, link)) ?? refuseUnknown('page'))
  const opened = async (request: FastifyRequest, link: string): Promise<PublicCaller> => {
    const wizard = await linked(request, link)
    const token = request.headers[RUN_HEADER]
    return limits.whileGuessing(networkOf(request.ip), () => openPublicRun(at, wizard, request.id, typeof token === 'string' ? token : undefined))
  }
  const presented = async (request: FastifyRequest, wizard: LinkedWizard) => {
    const token = request.headers[ORDER_HEADER]
    return limits.whileGuessing(networkOf(request.ip), () => presentLink(at, wizard, request.id, typeof token === 'string' ? token : undefined))
  }
  const asVisitor = <T>({ organizationId }: LinkedWizard, request: FastifyRequest, work: (scope: Scope) => Promise<T>): Promise<T> =>
    withRefusals(() => withScope(database, { organizationId, actor: { kind: 'customer', id: request.id, name: 'Customer' }, origin: 'storefront', requestId: request.id }, { reach: 'own', readOnly: true }, work))

  const answering = <C extends Contract>(asked: C, work: (request: FastifyRequest, input: InputOf<C>) => Promise<unknown>) => {
    server.route({
      method: asked.method, url: addressOf(asked), exposeHeadRoute: false,
      handler: async (request, reply) => {
        limits.ask(networkOf(request.ip))
        const input = parse(asked, readInput(asked, { url: request.url, params: request.params as Record<string, unknown>, body: request.body })) as InputOf<C>
        return reply.status(asked.status ?? 200).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(await work(request, input)))
      },
    })
  }

  answering(contract.readPublicWizard, async (request, { link }) => {
    const wizard = await linked(request, link)
    const order = await presented(request, wizard)
    return asVisitor(wizard, request, (scope) => order
      ? showFollowersWizard(scope, order, wizard.key, { logoUrl: logoOf(link), trackingUrl: settings.publicUrl + TRACKING + order.token })
      : showPublicWizard(scope, wizard.key, logoOf(link)))
  })
  answering(contract.startPublicRun, async (request, { link, answers }) => {
    const wizard = await linked(request, link)
    await limits.start(networkOf(request.ip), link)
    const order = await presented(request, wizard)
    if (order) return startFollowersRun(at, wizard, request.id, order, { answers })
    await asVisitor(wizard, request, (scope) => getPublicWizard(scope, wizard.key))
    return startPublicRun(at, wizard, request.id, { answers })
  })
  answering(contract.getPublicRun, async (request, { link }) => getPublicRun(at, await opened(request, link)))
  answering(contract.answerPublicRun, async (request, { link, ...input }) => answerPublicRun(at, await opened(request, link), input))
  answering(contract.listPublicItems, async (request, input) => listPublicItems(at, await opened(request, input.link), input))
  answering(contract.readPublicLineWizard, async (request, { link, key }) => {
    const caller = await opened(request, link)
    return withRefusals(() => withScope(database, caller, { reach: 'own', readOnly: true }, (scope) => showPublicLineWizard(scope, caller.runId, key)))
  })
  answering(contract.finishPublicRun, async (request, { link, answers, website }) => {
    const caller = await opened(request, link)
    await limits.finish(networkOf(request.ip), link)
    if (website !== '') refuse('validation-failed', 'Leave the field “Website” empty, then send again. It is there to tell people from programs.', { errors: [{ pointer: '/website', code: 'unfit', message: 'Leave this empty.' }] })
    if (settings.rateLimits !== false) refuseHaste(caller)
    return finishPublicRun(at, caller, { answers })
  })

  // In a context of its own, so that no other route takes files.
  void server.register(async (uploads) => {
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser('*', (_request, body, done) => done(null, body))
    uploads.post(addressOf(contract.uploadPublicFile), { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
      await limits.upload(networkOf(request.ip))
      const { link, name } = parse(contract.uploadPublicFile, { ...readQuery(request.url), link: linkOf(request) }) as InputOf<typeof contract.uploadPublicFile>
      const caller = await opened(request, link)
      const answered = await withUpload(request, (body) => uploadFile({ database, files }, caller, { input: { name }, body }))
      return sendUploaded(reply, answered, `${PUBLIC_API}/wizards/${link}/run/files/`)
    })
  })
  server.get(addressOf(contract.readPublicFile), { exposeHeadRoute: false }, async (request, reply) => {
    limits.ask(networkOf(request.ip))
    const caller = await opened(request, linkOf(request))
    const { file } = request.params as { file: string }
    return sendFileBytes(request, reply, await readFile({ database, files }, caller, { id: file }).catch(refuseUnfitId))
  })
  server.get(`${PUBLIC_API}/wizards/:link/logo`, { exposeHeadRoute: false }, async (request, reply) => {
    limits.ask(networkOf(request.ip))
    const wizard = await linked(request, linkOf(request))
    return sendFileBytes(request, reply, await asVisitor(wizard, request, (scope) => readLogo(files, scope)))
  })

  const entry = readEntry()
  server.get('/i/:link', { exposeHeadRoute: false }, async (request, reply) => {
    try {
      limits.ask(networkOf(request.ip))
      const wizard = await linked(request, linkOf(request))
      await asVisitor(wizard, request, (scope) => refuseUnlessForCustomers(scope, wizard.key))
      return entry ? await sendFile(request, reply, entry, 'no-cache') : sendPage(reply, 503, plainPage('This page is not ready yet', 'It was not built. Whoever runs this Docket builds it with bin/start.'))
    } catch (error) {
      return sendRefusalPage(request, reply, error, words)
    }
  })
}

/** Says no to whoever was quicker than a person; sent again a moment later it goes through. */
function refuseHaste({ startedAt }: PublicCaller): void {
  const early = Date.parse(startedAt) + LEAST_MILLISECONDS - Date.now()
  if (early > 0) refuse('rate-limited', 'That was quicker than anybody can answer. Wait a moment, then send it again.', { extra: { retryAfter: Math.ceil(early / 1000) } })
}

function addressOf({ path: below }: Contract): string {
  return `${PUBLIC_API}${below.replaceAll(/\{(\w+)\}/g, ':$1')}`
}

function logoOf(link: string): string {
  return `${PUBLIC_API}/wizards/${link}/logo`
}

function linkOf(request: FastifyRequest): string {
  return (request.params as { link: string }).link
}

/** Vite's second entry; undefined while the web was not built. */
function readEntry(): StaticFile | undefined {
  try {
    return staticFile(readFileSync(path.join(WEB, 'intake.html')), '.html')
  } catch {
    return undefined
  }
}
