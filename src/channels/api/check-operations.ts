import { permissions } from '#domain/kernel/permission.ts'
import type { Contract } from '#domain/kernel/contract.ts'
import { cannotStart } from '#platform/cannot-start.ts'

const withoutOrganization = ['signed-in', 'public']

/**
 * Stops the program from starting when something could be asked that nobody answers or guards: a contract without its
 * operation, an operation without its contract, one that is there twice, one without a known permission.
 */
export function checkOperations(contracts: Contract[], asked: { operations: { contract: Contract }[]; personOperations: { contract: Contract }[] }): void {
  const scoped = asked.operations.map(({ contract }) => contract)
  const personal = asked.personOperations.map(({ contract }) => contract)
  const answered = [...scoped, ...personal]
  const faults = [
    ...contracts.filter((contract) => !answered.includes(contract)).map(({ name }) => `${name} has no operation`),
    ...answered.filter((contract) => !contracts.includes(contract)).map(({ name }) => `${name} is not among the contracts`),
    ...answered.filter((contract, index) => answered.findIndex((other) => isSameRoute(other, contract)) !== index).map(({ name }) => `${name} is there twice, or shares its address`),
    ...answered.filter(({ permission }) => !(permissions as string[]).includes(permission) && !withoutOrganization.includes(permission)).map(({ name }) => `${name} has no permission`),
    ...scoped.filter(({ permission }) => withoutOrganization.includes(permission)).map(({ name }) => `${name} works on an organization and must ask for a permission in it`),
    ...personal.filter(({ permission }) => !withoutOrganization.includes(permission)).map(({ name }) => `${name} asks for a permission and must work on an organization`),
  ]
  if (faults.length > 0) throw cannotStart(`Docket does not start with operations that are not whole: ${faults.join('; ')}.`)
}

function isSameRoute(a: Contract, b: Contract): boolean {
  return a.name === b.name || (a.method === b.method && shapeOf(a) === shapeOf(b))
}

function shapeOf({ path }: Contract): string {
  return path.replaceAll(/\{\w+\}/g, '{}')
}
