import { exportBlueprint as contract } from '#domain/blueprints/contract.ts'
import { operation } from '#platform/operation.ts'
import { describeOrganization } from './describe-organization.ts'

export const exportBlueprint = operation(contract, describeOrganization)
