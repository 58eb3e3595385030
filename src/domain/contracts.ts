import * as blueprints from './blueprints/contract.ts'
import * as catalog from './catalog/contract.ts'
import * as checklists from './checklists/contract.ts'
import * as customers from './customers/contract.ts'
import * as identity from './identity/contract.ts'
import * as imports from './imports/contract.ts'
import type { Contract } from './kernel/contract.ts'
import * as migrations from './migrations/contract.ts'
import * as orders from './orders/contract.ts'
import * as orderLinks from './orders/link-contract.ts'
import * as views from './views/contract.ts'
import * as wizards from './wizards/contract.ts'
import * as workflows from './workflows/contract.ts'
import * as design from './workflows/design-contract.ts'

type Contracts = typeof orders & typeof orderLinks & typeof checklists & typeof wizards & typeof migrations & typeof customers & typeof catalog & typeof workflows & typeof design & typeof views & typeof blueprints & typeof imports & typeof identity
type ContractIn<M> = { [K in keyof M as M[K] extends Contract ? M[K]['name'] : never]: M[K] extends Contract ? M[K] : never }

/** Every contract by its operation's name: `ContractsByName['order.place']`. */
export type ContractsByName = ContractIn<Contracts>
export type OperationName = keyof ContractsByName

/** Everything that can be asked, in the order the reference page shows it. */
export const contracts: Contract[] = [
  orders, orderLinks, checklists, customers, catalog,
  workflows, design, migrations, wizards,
  views, blueprints, imports, identity,
].flatMap((module) => Object.values(module).filter(isContract))

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'permission' in value
}
