import type { Wizard } from './wizard.ts'

type KnownType = { key: string; name: string; isRetired: boolean }

/**
 * Why a wizard that makes orders could make none at present, in words for those who can change it: every type it could make orders
 * of was retired. Undefined where it can, and for wizards that make none.
 */
export function whyClosed({ purpose, orderType, pages }: Pick<Wizard, 'purpose' | 'orderType' | 'pages'>, types: KnownType[]): string | undefined {
  if (purpose !== 'create') return undefined
  const questions = pages.flatMap((page) => page.questions).filter(({ kind }) => kind === 'order_type')
  const isPossible = ({ key }: KnownType) => key === orderType || questions.some(({ options }) => options === undefined || options.includes(key))
  const possible = types.filter(isPossible)
  if (possible.length === 0 || possible.some(({ isRetired }) => !isRetired)) return undefined
  const [only, ...more] = possible.map(({ name }) => `“${name}”`)
  return more.length === 0
    ? `It makes orders of ${only}, which was retired and takes no new ones: nobody can begin it. Bring that order type back, or let the wizard make orders of another.`
    : `It makes orders of ${[only, ...more].join(', ')}, which were all retired and take no new ones: nobody can begin it. Bring one of them back, or let the wizard make orders of another.`
}
