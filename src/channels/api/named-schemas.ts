import type { z } from 'zod'
import * as blueprints from '#domain/blueprints/contract.ts'
import { blueprint } from '#domain/blueprints/blueprint.ts'
import { shownBlueprint } from '#domain/blueprints/contents.ts'
import * as catalog from '#domain/catalog/contract.ts'
import { checklist } from '#domain/checklists/checklist.ts'
import * as customers from '#domain/customers/contract.ts'
import { draftReview } from '#domain/drafts/draft.ts'
import { shownFile } from '#domain/files/contract.ts'
import { exceptionalDay, openingHours, openSpan } from '#domain/hours/opening-hours.ts'
import * as identity from '#domain/identity/contract.ts'
import * as imports from '#domain/imports/contract.ts'
import * as s from '#domain/kernel/schema.ts'
import * as migrations from '#domain/migrations/contract.ts'
import * as orders from '#domain/orders/contract.ts'
import { shownOrderLink } from '#domain/orders/link-contract.ts'
import * as views from '#domain/views/contract.ts'
import { keptAnswer } from '#domain/wizards/answer.ts'
import * as wizards from '#domain/wizards/contract.ts'
import * as wizard from '#domain/wizards/wizard.ts'
import * as workflows from '#domain/workflows/contract.ts'
import * as design from '#domain/workflows/design-contract.ts'
import * as process from '#domain/workflows/schema.ts'

/** What the API's document calls the shapes that it speaks of in several places. One more is one more line here. */
export const namedSchemas: Record<string, z.ZodType> = {
  Address: s.address,
  FieldValue: s.fieldValue,
  Money: s.money,
  Price: s.price,

  Order: orders.shownOrder,
  ListedOrder: orders.listedOrder,
  LineItem: orders.shownLineItem,
  Position: orders.shownPosition,
  PositionStatus: orders.shownStatus,
  Person: orders.person,
  Answer: keptAnswer,
  Checklist: checklist,
  Move: orders.shownMove,
  OrderMoves: orders.shownOrderMoves,
  ExpectedMove: orders.shownExpectedMove,
  Event: orders.shownEvent,
  Count: orders.counted,
  OrderLink: shownOrderLink,

  Customer: customers.shownCustomer,
  ContactPoint: customers.contactPoint,
  Product: catalog.shownProduct,
  Variant: catalog.shownVariant,
  ProductCategory: catalog.shownProductCategory,
  File: shownFile,

  Status: workflows.libraryStatus,
  WorkflowType: workflows.shownWorkflowType,
  Workflow: design.designedWorkflow,
  PublishedWorkflow: workflows.shownWorkflow,
  WorkflowDraft: design.workflowDraft,
  Step: process.step,
  Transition: process.transition,
  Condition: process.condition,
  Effect: process.effect,
  FieldDefinition: process.fieldDefinition,
  ChecklistTemplate: process.checklistTemplate,
  OrderType: design.designedOrderType,
  PublishedOrderType: workflows.shownOrderType,
  OrderTypeDraft: design.orderTypeDraft,
  Phase: process.phase,
  RollUp: process.rollUp,
  Numbering: process.numbering,
  DraftReview: draftReview,
  Migration: migrations.shownMigration,
  MigrationPreview: migrations.migrationPreview,
  StepMapping: migrations.stepMapping,

  Wizard: wizards.shownWizard,
  WizardDefinition: wizard.wizard,
  WizardDraft: wizard.wizardDraft,
  WizardPage: wizard.page,
  Question: wizard.question,
  ShowIf: wizard.showIf,
  WizardRun: wizards.shownRun,
  OfferedItem: wizards.offeredItem,

  Organization: identity.shownOrganization,
  OpeningHours: openingHours,
  OpenSpan: openSpan,
  ExceptionalDay: exceptionalDay,
  Member: identity.shownMember,
  Invitation: identity.shownInvitation,
  ApiKey: identity.shownApiKey,
  SecurityRefusal: identity.shownSecurityRefusal,

  View: views.view,
  ViewFilter: views.viewFilter,
  Blueprint: blueprint,
  ShippedBlueprint: shownBlueprint,
  BlueprintOutcome: blueprints.outcome,
  Import: imports.shownImport,
  ImportMapping: imports.importMapping,
  RowProblem: imports.rowProblem,
}

/** The same of what is only ever sent. */
export const sentSchemas: Record<string, z.ZodType> = {
  NewLineItem: orders.newLine,
  NewCustomer: orders.newCustomer,
}
