import * as contract from '#domain/customers/contract.ts'
import { operation } from '#platform/operation.ts'
import { getCustomerRow } from './customer-rows.ts'

/** Reads one customer; one who was merged stays readable and says into whom. */
export const getCustomer = operation(contract.getCustomer, (scope, { id }) => getCustomerRow(scope, id))
