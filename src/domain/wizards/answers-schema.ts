import type { Question, QuestionKind, Wizard } from './wizard.ts'
import { hoursOf } from './within-hours.ts'

type JsonSchema = Record<string, unknown>

/**
 * A wizard's answers as JSON Schema (2020-12), for programs that answer it. What depends on other answers, or on when it is
 * begun, is not required here; the wizard says so itself, in `x-show-if` and `x-hours`, and refuses by page and question.
 */
export function answersSchema(wizard: Wizard): JsonSchema {
  const placed = wizard.pages.flatMap((page) => page.questions.map((question) => ({ page, question })))
  const always = placed.filter(({ page, question }) => question.required && question.default === undefined && !question.showIf && !page.showIf && hoursOf(page, question) === undefined && !question.visibleTo && !(question.kind === 'review' && question.consent === undefined))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: wizard.name,
    ...(wizard.description ? { description: wizard.description } : {}),
    type: 'object',
    properties: Object.fromEntries(placed.map(({ page, question }) => [question.key, {
      title: question.label, ...(question.help ? { description: question.help } : {}), ...answerSchema(question, always.some((one) => one.question === question)),
      ...(question.default === undefined ? {} : { default: question.default }), 'x-page': page.key, 'x-kind': question.kind, ...(hoursOf(page, question) === undefined ? {} : { 'x-hours': hoursOf(page, question) }),
      ...(question.showIf || page.showIf ? { 'x-show-if': [...(page.showIf ?? []), ...(question.showIf ?? [])] } : {}), ...(question.visibleTo ? { 'x-visible-to': question.visibleTo } : {}),
    }])),
    required: always.map(({ question }) => question.key),
    additionalProperties: false,
  }
}

function answerSchema(question: Question, isRequired: boolean): JsonSchema {
  const schema = schemas[question.kind](question)
  // null takes an answer back; what must be answered cannot be.
  return isRequired ? schema : { anyOf: [schema, { type: 'null' }] }
}

const string = (maxLength: number, more: JsonSchema = {}): JsonSchema => ({ type: 'string', maxLength, ...more })
const id: JsonSchema = { type: 'string', format: 'uuid' }
const day: JsonSchema = { type: 'string', format: 'date' }
const moment: JsonSchema = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}`, description: 'A time of a day in the organization’s time zone, or with an offset.' }
const object = (properties: JsonSchema, required: string[] = []): JsonSchema => ({ type: 'object', properties, required, additionalProperties: false })
const amount: JsonSchema = { type: 'integer', minimum: 0, description: 'Minor units.' }
const address = object({ recipient: string(200), line1: string(200), line2: string(200), city: string(100), region: string(100), postalCode: string(20), country: string(2, { description: 'ISO 3166-1 alpha-2' }), instructions: string(1000) }, ['line1', 'city'])

const text = (longest: number) => ({ min, max, pattern, required }: Question): JsonSchema =>
  string(Math.min(max ?? longest, longest), { ...(required ? { minLength: Math.max(min ?? 1, 1) } : {}), ...(pattern === undefined ? {} : { 'x-pattern': pattern }) })
const number = ({ min, max }: Question): JsonSchema => ({ type: 'number', ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) })
const files = ({ max, required }: Question): JsonSchema => ({ type: 'array', items: id, maxItems: Math.min(max ?? 20, 20), ...(required ? { minItems: 1 } : {}) })
const listOf = (options: string[], { required, min, max }: Question): JsonSchema => ({
  type: 'array', items: { enum: options }, uniqueItems: true, ...(required ? { minItems: Math.max(min ?? 1, 1) } : {}), ...(max === undefined ? {} : { maxItems: max }),
})

const schemas: Record<QuestionKind, (question: Question) => JsonSchema> = {
  customer: ({ customerNeeds = [] }) => ({
    anyOf: [object({ id }, ['id']), { ...object({ firstName: string(100), lastName: string(100), email: string(254, { format: 'email' }), phone: string(40) }, customerNeeds), minProperties: 1 }],
  }),
  order_type: ({ options }) => (options ? { enum: options } : string(63)),
  items: ({ required, min, max }) => ({
    type: 'array', minItems: required ? Math.max(min ?? 1, 1) : 0, maxItems: Math.min(max ?? 500, 500),
    items: object({
      id, productId: id, sku: string(100), name: string(200), quantity: { type: 'number', minimum: 0.001, maximum: 1_000_000, default: 1 }, unitPrice: amount, notes: string(2000),
      answers: { type: 'object', description: 'What the item’s own wizard asks, where it has one.' },
    }),
  }),
  shipping_address: () => address,
  due_date: () => ({ anyOf: [day, moment] }),
  schedule: () => moment,
  fulfilment_method: ({ options }) => (options ? { enum: options } : string(63)),
  notes: text(10_000),
  staff_message: text(2_000),
  checklist: (question) => ({ ...listOf(question.checklist?.items ?? [], question), ...(question.required ? { minItems: question.checklist?.items.length ?? 0 } : {}) }),
  payment: ({ methods }) => object({ method: methods?.length ? { enum: methods } : string(60), taken: { enum: ['full', 'deposit', 'later'], default: 'later' }, amount }),
  review: ({ consent, required }) => (consent !== undefined && required ? { const: true, description: consent } : { type: 'boolean' }),
  text: text(200),
  long_text: text(5_000),
  number,
  money: ({ min, max }) => ({ type: 'integer', minimum: min ?? 0, ...(max === undefined ? {} : { maximum: max }), description: 'Minor units.' }),
  yes_no: () => ({ type: 'boolean' }),
  choice: ({ options }) => ({ enum: options ?? [] }),
  choices: (question) => listOf(question.options ?? [], question),
  date: () => day,
  time: () => string(8, { pattern: String.raw`^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$` }),
  date_time: () => moment,
  phone: () => string(40),
  email: () => string(254, { format: 'email' }),
  address: () => address,
  person: () => id,
  photo: files,
  file: files,
  signature: () => id,
  barcode: text(200),
  measurement: number,
}
