import type { z } from 'zod'
import { given } from '#domain/kernel/given.ts'
import type { Page, Purpose, Question, QuestionKind, ShowIf, wizardDraft } from '#domain/wizards/wizard.ts'
import { hasOptions } from '../kit/field-kinds.ts'
import { keyFrom, wordFrom } from '../../kit/keys.ts'
import { moved } from '../../kit/moved.ts'
import { askedOnce, wordsOfKind } from './question-kinds.ts'

/** What the builder does to a wizard. Every edit answers a new draft; nothing here knows a screen. */
export type WizardDraft = z.infer<typeof wizardDraft>

const firstPages: Record<Purpose, { title: string; kinds: QuestionKind[] }[]> = {
  create: [{ title: 'Who is it for?', kinds: ['customer'] }, { title: 'What do they want?', kinds: ['items'] }, { title: 'Is everything right?', kinds: ['review'] }],
  update: [{ title: 'What has changed?', kinds: [] }],
  line_item: [{ title: 'About this item', kinds: [] }],
}

/** A wizard as it begins: with the pages most of its purpose have. */
export function newWizard(name: string, purpose: Purpose, taken: Iterable<string>, orderType?: string): WizardDraft {
  const empty: WizardDraft = {
    key: keyFrom(name, taken, 'wizard'), name, purpose, audience: ['staff'], channels: purpose === 'create' ? ['counter', 'back_office'] : ['back_office', 'counter'], pages: [],
    ...(purpose === 'create' && orderType ? { orderType } : {}), ...(purpose === 'line_item' ? { appliesTo: {} } : {}),
  }
  return firstPages[purpose].reduce((draft, { title, kinds }) => {
    const { draft: withPage, key } = addPage(draft, title)
    return kinds.reduce((now, kind) => addQuestion(now, key, kind, { required: kind === 'customer' || kind === 'items' }).draft, withPage)
  }, empty)
}

/** The same wizard under another name, to be changed on its own. */
export function copyOf(draft: WizardDraft, name: string, taken: Iterable<string>): WizardDraft {
  return { ...draft, key: keyFrom(name, taken, 'wizard'), name }
}

// ---- pages

export function addPage(draft: WizardDraft, title: string): { draft: WizardDraft; key: string } {
  const key = keyFrom(title, draft.pages.map((page) => page.key), 'page')
  return { key, draft: { ...draft, pages: [...draft.pages, { key, title, questions: [] }] } }
}

export function changePage(draft: WizardDraft, key: string, patch: Partial<Page>): WizardDraft {
  return { ...draft, pages: draft.pages.map((page) => (page.key === key ? { ...page, ...patch } : page)) }
}

export function removePage(draft: WizardDraft, key: string): WizardDraft {
  return { ...draft, pages: draft.pages.filter((page) => page.key !== key) }
}

export function movePage(draft: WizardDraft, from: number, to: number): WizardDraft {
  return { ...draft, pages: moved(draft.pages, from, to) }
}

// ---- questions

export function questionsOf(draft: Pick<WizardDraft, 'pages'>): Question[] {
  return draft.pages.flatMap(({ questions }) => questions)
}

export function findQuestion(draft: Pick<WizardDraft, 'pages'>, key: string): { question: Question; page: Page; at: number } | undefined {
  for (const page of draft.pages) {
    const at = page.questions.findIndex((question) => question.key === key)
    const question = page.questions[at]
    if (question) return { question, page, at }
  }
  return undefined
}

export function addQuestion(draft: WizardDraft, page: string, kind: QuestionKind, more: Partial<Question> = {}): { draft: WizardDraft; key: string } {
  const { label } = wordsOfKind(kind)
  const key = wordFrom(label, questionsOf(draft).map((question) => question.key))
  const question: Question = { key, kind, label, required: false, ...own(kind), ...more }
  return { key, draft: inPage(draft, page, (questions) => [...questions, question]) }
}

/** What a new question of a kind needs to be told before it can be asked. */
function own(kind: QuestionKind): Partial<Question> {
  if (hasOptions(kind)) return { options: ['First', 'Second'] }
  if (kind === 'measurement') return { unit: 'cm' }
  if (kind === 'checklist') return { checklist: { name: 'Checklist', items: ['First thing to do'] } }
  if (kind === 'payment') return { methods: ['Cash', 'Card'], allowsPayLater: true }
  return {}
}

export function changeQuestion(draft: WizardDraft, key: string, patch: Partial<Question>): WizardDraft {
  return {
    ...draft,
    pages: draft.pages.map((page) => (page.questions.some((question) => question.key === key) ? { ...page, questions: page.questions.map((question) => (question.key === key ? given({ ...question, ...patch }) : question)) } : page)),
  }
}

export function removeQuestion(draft: WizardDraft, key: string): WizardDraft {
  return { ...draft, pages: draft.pages.map((page) => ({ ...page, questions: page.questions.filter((question) => question.key !== key) })) }
}

export function duplicateQuestion(draft: WizardDraft, key: string): { draft: WizardDraft; key: string } {
  const found = findQuestion(draft, key)
  if (!found) return { draft, key }
  const { question, page, at } = found
  const copy = { ...question, label: `${question.label} (copy)`.slice(0, 200), key: wordFrom(question.label, questionsOf(draft).map((other) => other.key)) }
  return { key: copy.key, draft: inPage(draft, page.key, (questions) => questions.toSpliced(at + 1, 0, copy)) }
}

/** Puts a question at a place of a page, counted without it. */
export function moveQuestion(draft: WizardDraft, key: string, toPage: string, to: number): WizardDraft {
  const found = findQuestion(draft, key)
  if (!found || !draft.pages.some((page) => page.key === toPage)) return draft
  return inPage(removeQuestion(draft, key), toPage, (questions) => questions.toSpliced(Math.max(0, Math.min(to, questions.length)), 0, found.question))
}

/** One place up or down; past the end of a page onto the next one. Nothing where there is no further place. */
export function stepQuestion(draft: WizardDraft, key: string, by: 1 | -1): WizardDraft | undefined {
  const found = findQuestion(draft, key)
  if (!found) return undefined
  const { page, at } = found
  const to = at + by
  if (to >= 0 && to < page.questions.length) return moveQuestion(draft, key, page.key, to)
  const neighbour = draft.pages[draft.pages.indexOf(page) + by]
  return neighbour && moveQuestion(draft, key, neighbour.key, by === 1 ? 0 : neighbour.questions.length)
}

/** The question under a key of its new wording; whatever asks for it or reckons with it goes along. */
export function rekeyQuestion(draft: WizardDraft, key: string, label: string): { draft: WizardDraft; key: string } {
  const next = wordFrom(label, questionsOf(draft).map((question) => question.key).filter((other) => other !== key))
  if (next === key) return { draft, key }
  const conditions = (list: ShowIf[] | undefined) => list?.map((condition) => (condition.question === key ? { ...condition, question: next } : condition))
  const formula = (source: string | undefined) => source?.replaceAll(/[A-Za-z][A-Za-z0-9]*/g, (word) => (word === key ? next : word))
  return {
    key: next,
    draft: given({
      ...draft,
      sets: draft.sets && given({ quantity: formula(draft.sets.quantity), unitPrice: formula(draft.sets.unitPrice) }),
      pages: draft.pages.map((page) => given({
        ...page, showIf: conditions(page.showIf), questions: page.questions.map((question) => given({ ...question, key: question.key === key ? next : question.key, showIf: conditions(question.showIf) })),
      })),
    }),
  }
}

/** Whether a kind can still be added: an order has one place for some. */
export function mayAdd(draft: WizardDraft, kind: QuestionKind): boolean {
  return !askedOnce.has(kind) || !questionsOf(draft).some((question) => question.kind === kind)
}

/** What a condition may ask for: every question that stands before this page, or before this question of it. */
export function earlierQuestions(draft: Pick<WizardDraft, 'pages'>, of: { page: string } | { question: string }): Question[] {
  const stop = 'page' in of ? draft.pages.find((page) => page.key === of.page)?.questions[0]?.key : of.question
  const pages = 'page' in of ? draft.pages.slice(0, Math.max(draft.pages.findIndex((page) => page.key === of.page), 0)) : draft.pages
  const all = questionsOf({ pages })
  const end = all.findIndex((question) => question.key === stop)
  return 'page' in of || end < 0 ? all : all.slice(0, end)
}

function inPage(draft: WizardDraft, key: string, change: (questions: Question[]) => Question[]): WizardDraft {
  return { ...draft, pages: draft.pages.map((page) => (page.key === key ? { ...page, questions: change(page.questions) } : page)) }
}
