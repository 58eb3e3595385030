import { applyBlueprint } from '#features/blueprints/apply-blueprint.ts'
import { diffBlueprint } from '#features/blueprints/diff-blueprint.ts'
import { exportBlueprint } from '#features/blueprints/export-blueprint.ts'
import { foundOrganization } from '#features/blueprints/found-organization.ts'
import { listBlueprints } from '#features/blueprints/list-blueprints.ts'
import { readInstallation } from '#features/blueprints/read-installation.ts'
import { adjustStock } from '#features/catalog/adjust-stock.ts'
import { createProductCategory } from '#features/catalog/create-product-category.ts'
import { createProduct } from '#features/catalog/create-product.ts'
import { getProduct } from '#features/catalog/get-product.ts'
import { listProductCategories } from '#features/catalog/list-product-categories.ts'
import { listProducts } from '#features/catalog/list-products.ts'
import { removeProductCategory } from '#features/catalog/remove-product-category.ts'
import { updateProductCategory } from '#features/catalog/update-product-category.ts'
import { updateProduct } from '#features/catalog/update-product.ts'
import { createCustomer } from '#features/customers/create-customer.ts'
import { getCustomer } from '#features/customers/get-customer.ts'
import { listCustomers } from '#features/customers/list-customers.ts'
import { updateCustomer } from '#features/customers/update-customer.ts'
import { acceptInvitation } from '#features/identity/accept-invitation.ts'
import { bindApiKey } from '#features/identity/bind-api-key.ts'
import { createApiKey } from '#features/identity/create-api-key.ts'
import { deactivateMember } from '#features/identity/deactivate-member.ts'
import { getOrganization } from '#features/identity/get-organization.ts'
import { inviteMember } from '#features/identity/invite-member.ts'
import { listApiKeys } from '#features/identity/list-api-keys.ts'
import { listInvitations } from '#features/identity/list-invitations.ts'
import { listMembers } from '#features/identity/list-members.ts'
import { listSecurityRefusals } from '#features/identity/list-security-refusals.ts'
import { listSessions } from '#features/identity/list-sessions.ts'
import { reactivateMember } from '#features/identity/reactivate-member.ts'
import { readInvitation } from '#features/identity/read-invitation.ts'
import { readSession } from '#features/identity/read-session.ts'
import { revokeApiKey } from '#features/identity/revoke-api-key.ts'
import { revokeSession } from '#features/identity/revoke-session.ts'
import { updateMember } from '#features/identity/update-member.ts'
import { updateOrganization } from '#features/identity/update-organization.ts'
import { withdrawInvitation } from '#features/identity/withdraw-invitation.ts'
import { getImport } from '#features/imports/get-import.ts'
import { listImports } from '#features/imports/list-imports.ts'
import { previewImport } from '#features/imports/preview-import.ts'
import { startImport } from '#features/imports/start-import.ts'
import { getMigration } from '#features/migrations/get-migration.ts'
import { listMigrations } from '#features/migrations/list-migrations.ts'
import { listProcesses } from '#features/migrations/list-processes.ts'
import { previewMigration } from '#features/migrations/preview-migration.ts'
import { previewUndo } from '#features/migrations/preview-undo.ts'
import { startMigration } from '#features/migrations/start-migration.ts'
import { undoMigration } from '#features/migrations/undo-migration.ts'
import { addChecklist } from '#features/orders/add-checklist.ts'
import { archiveOrder, restoreOrder } from '#features/orders/archive-order.ts'
import { assignLine, assignOrder } from '#features/orders/assign-order.ts'
import { changeChecklist } from '#features/orders/change-checklist.ts'
import { addLine, changeLine, removeLine } from '#features/orders/change-lines.ts'
import { countOrders } from '#features/orders/count-orders.ts'
import { duplicateOrder } from '#features/orders/duplicate-order.ts'
import { getOrder } from '#features/orders/get-order.ts'
import { listLineItemMoves, listOrderMoves } from '#features/orders/list-moves.ts'
import { listEvents, listOrderEvents } from '#features/orders/list-order-events.ts'
import { listOrders } from '#features/orders/list-orders.ts'
import { mergeCustomer } from '#features/orders/merge-customer.ts'
import { moveLineItem } from '#features/orders/move-line-item.ts'
import { moveOrder } from '#features/orders/move-order.ts'
import { placeOrder } from '#features/orders/place-order.ts'
import { removeChecklist } from '#features/orders/remove-checklist.ts'
import { listOrderLinks, revokeOrderLink, shareOrder } from '#features/orders/share-order.ts'
import { setPayment } from '#features/orders/set-payment.ts'
import { tickItem } from '#features/orders/tick-item.ts'
import { updateOrder } from '#features/orders/update-order.ts'
import { listViews } from '#features/views/list-views.ts'
import { removeView } from '#features/views/remove-view.ts'
import { saveView } from '#features/views/save-view.ts'
import { checkWorkflow } from '#features/workflows/check-workflow.ts'
import { discardOrderTypeDraft } from '#features/workflows/discard-order-type-draft.ts'
import { discardWorkflowDraft } from '#features/workflows/discard-workflow-draft.ts'
import { getOrderType } from '#features/workflows/get-order-type.ts'
import { getWorkflow } from '#features/workflows/get-workflow.ts'
import { listDesignedOrderTypes } from '#features/workflows/list-designed-order-types.ts'
import { listDesignedWorkflows } from '#features/workflows/list-designed-workflows.ts'
import { listOrderTypes } from '#features/workflows/list-order-types.ts'
import { listStatuses } from '#features/workflows/list-statuses.ts'
import { listWorkflowTypes } from '#features/workflows/list-workflow-types.ts'
import { listWorkflows } from '#features/workflows/list-workflows.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishOrderTypeDraft } from '#features/workflows/publish-order-type-draft.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { publishWorkflowDraft } from '#features/workflows/publish-workflow-draft.ts'
import { reorderStatuses } from '#features/workflows/reorder-statuses.ts'
import { retireOrderType } from '#features/workflows/retire-order-type.ts'
import { removeStatus } from '#features/workflows/remove-status.ts'
import { retireStatus } from '#features/workflows/retire-status.ts'
import { retireWorkflow } from '#features/workflows/retire-workflow.ts'
import { reviewOrderTypeDraft } from '#features/workflows/review-order-type-draft.ts'
import { reviewWorkflowDraft } from '#features/workflows/review-workflow-draft.ts'
import { saveOrderTypeDraft } from '#features/workflows/save-order-type-draft.ts'
import { saveStatus } from '#features/workflows/save-status.ts'
import { saveWorkflowDraft } from '#features/workflows/save-workflow-draft.ts'
import { saveWorkflowType } from '#features/workflows/save-workflow-type.ts'
import { answerRun } from '#features/wizards/answer-run.ts'
import { discardRun } from '#features/wizards/discard-run.ts'
import { discardWizardDraft } from '#features/wizards/discard-wizard-draft.ts'
import { finishRun } from '#features/wizards/finish-run.ts'
import { getRun } from '#features/wizards/get-run.ts'
import { getWizard } from '#features/wizards/get-wizard.ts'
import { listOfferedItems } from '#features/wizards/list-offered-items.ts'
import { listRuns } from '#features/wizards/list-runs.ts'
import { listWizards } from '#features/wizards/list-wizards.ts'
import { publishWizardDraft } from '#features/wizards/publish-wizard-draft.ts'
import { publishWizard } from '#features/wizards/publish-wizard.ts'
import { retireWizard } from '#features/wizards/retire-wizard.ts'
import { reviewWizardDraft } from '#features/wizards/review-wizard-draft.ts'
import { saveWizardDraft } from '#features/wizards/save-wizard-draft.ts'
import { startRun } from '#features/wizards/start-run.ts'
import type { Operation } from '#platform/operation.ts'
import type { PersonOperation } from '#platform/person-operation.ts'

/** Everything people can ask of an organization, one line each. */
export const operations: Operation[] = [
  // api keys
  createApiKey, listApiKeys, bindApiKey, revokeApiKey,
  // blueprints
  listBlueprints, diffBlueprint, applyBlueprint, exportBlueprint,
  // customers
  listCustomers, createCustomer, getCustomer, updateCustomer, mergeCustomer,
  // events
  listEvents,
  // imports
  listImports, getImport, previewImport, startImport,
  // invitations and members
  inviteMember, listInvitations, withdrawInvitation, listMembers, updateMember, deactivateMember, reactivateMember,
  // organization
  getOrganization, updateOrganization,
  // security
  listSecurityRefusals,
  // orders
  placeOrder, listOrders, countOrders, getOrder, updateOrder, duplicateOrder,
  listOrderMoves, moveOrder, listOrderEvents, archiveOrder, restoreOrder, assignOrder, setPayment, shareOrder, listOrderLinks, revokeOrderLink,
  // checklists
  addChecklist, changeChecklist, removeChecklist, tickItem,
  // line items
  addLine, changeLine, removeLine, assignLine, listLineItemMoves, moveLineItem,
  // products
  listProducts, createProduct, getProduct, updateProduct, adjustStock,
  listProductCategories, createProductCategory, updateProductCategory, removeProductCategory,
  // the process: statuses, workflows, order types
  listStatuses, saveStatus, retireStatus, removeStatus, listWorkflowTypes, saveWorkflowType,
  listWorkflows, checkWorkflow, publishWorkflow, listOrderTypes, publishOrderType,
  // their design: drafts, review, publishing, retiring
  listDesignedWorkflows, getWorkflow, saveWorkflowDraft, discardWorkflowDraft, reviewWorkflowDraft, publishWorkflowDraft, retireWorkflow,
  listDesignedOrderTypes, getOrderType, saveOrderTypeDraft, discardOrderTypeDraft, reviewOrderTypeDraft, publishOrderTypeDraft, retireOrderType, reorderStatuses,
  // wizards and their runs
  listWizards, getWizard, saveWizardDraft, discardWizardDraft, reviewWizardDraft, publishWizardDraft, publishWizard, retireWizard,
  startRun, answerRun, finishRun, getRun, discardRun, listRuns, listOfferedItems,
  // migrations: open orders on their way to another version of their process
  listProcesses, previewMigration, startMigration, previewUndo, undoMigration, listMigrations, getMigration,
  // views
  listViews, saveView, removeView,
]

/** Everything a person can ask before, or beside, any organization. */
export const personOperations: PersonOperation[] = [
  readInstallation, foundOrganization, readInvitation, acceptInvitation, readSession, listSessions, revokeSession,
]
