import type { PublicRun } from '#domain/wizards/public-contract.ts'
import { isAnswered } from '#domain/wizards/show-if.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { Problem } from '../problem.ts'
import type { Estimate, RunClient } from '../wizard/run-client.ts'
import { keepDraft, type KeptDraft, type Place } from './kept-draft.ts'
import type { PublicDoor } from './public-door.ts'

type Given = {
  place: Place
  door: PublicDoor
  draft: KeptDraft | undefined
  /** What stands in the field that no person sees. */
  honeypot: () => string
  /** From its first answer on it is asked as it was begun, which may be otherwise than when the page was opened. */
  onBegun: (run: PublicRun) => void
  onFinished: (run: PublicRun) => void
}

/** A run behind a public link. It begins on the server with the first answer, so that looking at a page leaves no trace. */
export function publicClient({ place, door, draft, honeypot, onBegun, onFinished }: Given): RunClient {
  const pictures = new Map<string, string>()
  let token = draft && Promise.resolve(draft.token)

  const tokenOf = (): Promise<string> => (token ??= begin().catch((error: unknown) => {
    token = undefined
    throw error
  }))
  const begin = async () => {
    const run = await door.start({})
    if (!run.token) throw new Problem('defect', 0, 'This could not be begun. Reload the page and try again.')
    keepDraft(place, { token: run.token })
    onBegun(run)
    return run.token
  }
  const answer = async (answers: Answers, completes?: string): Promise<Estimate> => {
    const mine = await tokenOf()
    try {
      const { estimate } = await door.answer(mine, answers, completes)
      keepDraft(place, { token: mine })
      return estimate
    } catch (error) {
      // What the server could not take is kept here: a tunnel, or an answer not yet finished.
      keepDraft(place, { token: mine, unsent: answers })
      throw error
    }
  }

  return {
    keep: async (answers) => (Object.values(answers).some(isAnswered) ? answer(answers) : undefined),
    complete: (page, answers) => answer(answers, page),
    finish: async (answers) => {
      const mine = await tokenOf()
      const run = await door.finish(mine, answers, honeypot())
      keepDraft(place, { token: mine })
      onFinished(run)
      return { order: run.order && { id: '', ...run.order }, waits: false }
    },
    listItems: async (question, { q, category, cursor }) => {
      const found = await door.listItems(await tokenOf(), { question: question.key, ...(q ? { q } : {}), ...(category ? { category } : {}), ...(cursor ? { cursor } : {}) })
      return { items: found.items.map(({ isAvailable, ...item }) => ({ ...item, available: isAvailable ? null : 0 })), nextCursor: found.nextCursor }
    },
    upload: async (file) => {
      const uploaded = await door.upload(await tokenOf(), file)
      // What is kept in another format than it was sent (HEIC), few browsers could show as it was.
      if (uploaded.mediaType === file.type) pictures.set(uploaded.id, URL.createObjectURL(file))
      return uploaded
    },
    addressOf: async (id) => {
      const known = pictures.get(id) ?? URL.createObjectURL(await door.readFile(await tokenOf(), id))
      pictures.set(id, known)
      return known
    },
    findLineWizard: async (key) => door.findLineWizard(await tokenOf(), key),
  }
}
