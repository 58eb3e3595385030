// Generated from the migrations by generate-tables.ts; do not edit.
import type { Generated } from 'kysely'

export type Tables = {
  account: {
    id: string
    user_id: string
    account_id: string
    provider_id: string
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: string | null
    refresh_token_expires_at: string | null
    scope: string | null
    password: string | null
    created_at: Generated<string>
    updated_at: Generated<string>
  }
  api_key: {
    organization_id: string
    id: string
    name: string
    role: string
    start: string
    token_hash: Buffer
    created_by: string
    created_at: Generated<string>
    last_used_at: string | null
    revoked_at: string | null
    member_id: string | null
  }
  contact_point: {
    organization_id: string
    customer_id: string
    medium: string
    value: string
    shown: string
    label: string | null
    is_primary: Generated<boolean>
  }
  customer: {
    organization_id: string
    id: string
    version: Generated<number>
    name: string
    first_name: string | null
    last_name: string | null
    company: string | null
    email: string | null
    phone: string | null
    preferred_medium: string | null
    language: string | null
    addresses: Generated<unknown>
    preferences: Generated<string>
    notes: Generated<string>
    tags: Generated<string[]>
    order_count: Generated<number>
    merged_into: string | null
    search_text: string
    created_at: Generated<string>
    updated_at: Generated<string>
  }
  customer_reference: {
    organization_id: string
    source: string
    reference: string
    customer_id: string
  }
  draft: {
    organization_id: string
    kind: string
    key: string
    version: number
    based_on: number | null
    definition: unknown
    changed_at: string
    changed_by: unknown
  }
  event: {
    organization_id: string
    id: string
    type: string
    order_id: string | null
    sequence: number | null
    at: string
    actor: unknown
    origin: string
    request_id: string | null
    data: unknown
    visibility: string
    hash: Buffer | null
  }
  event_feed: {
    position: Generated<number>
    organization_id: string
    event_id: string
    at: Generated<string>
  }
  file: {
    organization_id: string
    id: string
    name: string
    media_type: string
    size: number
    sha256: Buffer
    created_at: string
    created_by: unknown
    wizard_run_id: string | null
    order_id: string | null
  }
  idempotency_record: {
    organization_id: string
    request_hash: Buffer
    body_hash: Buffer
    status: number | null
    body: string | null
    created_at: Generated<string>
  }
  import: {
    organization_id: string
    id: string
    file_name: string
    state: string
    source: string
    columns: unknown
    fingerprint: Buffer
    upload_key: Buffer | null
    content_hash: Buffer | null
    mapping: unknown | null
    rows: Generated<number>
    orders: Generated<number>
    imported: Generated<number>
    failed: Generated<number>
    duplicates: Generated<number>
    done_to_row: Generated<number>
    grouped_by: string | null
    problems: Generated<unknown>
    problem_count: Generated<number>
    actor: unknown
    created_at: string
    finished_at: string | null
    failed_because: string | null
  }
  import_mapping: {
    organization_id: string
    fingerprint: Buffer
    mapping: unknown
  }
  import_order: {
    organization_id: string
    import_id: string
    first_row: number
    number: string
    rows: number[]
  }
  import_row: {
    organization_id: string
    import_id: string
    row: number
    cells: unknown
  }
  installation: {
    key: string
    value: unknown
  }
  invitation: {
    organization_id: string
    id: string
    email: string
    role: string
    token_hash: Buffer
    invited_by: string
    created_at: Generated<string>
    expires_at: string
    accepted_at: string | null
  }
  line_item: {
    organization_id: string
    order_id: string
    id: string
    index: number
    kind: string
    product_id: string | null
    variant_id: string | null
    parent_id: string | null
    name: string
    sku: string | null
    unit: string | null
    quantity: number
    unit_price: number
    line_discount: number
    tax_rate: number
    subtotal: number
    discount: number
    tax: number
    total: number
    shippable: boolean
    tracks_stock: boolean
    stock_state: string
    workflow: string | null
    step: string | null
    status_id: string | null
    category: string | null
    held_from: unknown | null
    assignees: string[]
    fields: unknown
    notes: string
    escalated: boolean
    answers: Generated<unknown>
    checklists: Generated<unknown>
    checklist_done: Generated<number>
    checklist_total: Generated<number>
  }
  member: {
    organization_id: string
    id: string
    user_id: string
    name: string
    email: string
    role: string
    job_title: string | null
    is_active: Generated<boolean>
    version: Generated<number>
    joined_at: Generated<string>
  }
  number_sequence: {
    organization_id: string
    series: string
    next_number: number
  }
  order_link: {
    organization_id: string
    id: string
    order_id: string
    purpose: string
    token_hash: Buffer
    created_at: string
    expires_at: string
    revoked_at: string | null
  }
  order_tally: {
    organization_id: string
    order_type_id: string
    status_id: string
    category: string
    payment_status: string
    scheduled: boolean
    archived: boolean
    count: number
  }
  order_tally_delta: {
    organization_id: string
    id: Generated<number>
    order_type_id: string
    status_id: string
    category: string
    payment_status: string
    scheduled: boolean
    archived: boolean
    change: number
  }
  order_timer: {
    organization_id: string
    order_id: string
    due_at: string
  }
  order_type: {
    organization_id: string
    id: string
    key: string
    version: number
    definition: unknown
    published_at: string
    position: Generated<number>
    process_id: string
    is_retired: Generated<boolean>
  }
  orders: {
    organization_id: string
    id: string
    version: number
    number: string
    process_id: string
    order_type_id: string
    channel: string
    external_reference: string | null
    source_key: string | null
    customer_id: string | null
    customer: unknown
    phase: string | null
    workflow: string
    step: string
    status_id: string
    category: string
    held_from: unknown | null
    route: unknown
    payment_status: string
    payment_rank: number
    payment_method: string | null
    fulfilment_method: string | null
    manager_id: string | null
    team: string[]
    people: string[]
    due_at: string | null
    scheduled_at: string | null
    shipping_address: unknown | null
    billing_address: unknown | null
    fields: unknown
    notes: string
    additional_notes: string
    tags: string[]
    currency: string
    tax_included: boolean
    order_discount: number
    subtotal: number
    discount: number
    tax: number
    shipping: number
    total: number
    line_summary: unknown
    escalated: boolean
    cancel_reason: string | null
    placed_at: string
    step_entered_at: string
    timer_at: string | null
    archived_at: string | null
    event_sequence: number
    event_hash: Buffer | null
    search_text: string
    updated_at: string
    location: string | null
    answers: Generated<unknown>
    checklists: Generated<unknown>
    checklist_done: Generated<number>
    checklist_total: Generated<number>
    placed_within_hours: boolean | null
  }
  organization: {
    organization_id: string
    slug: string
    name: string
    settings: unknown
    blueprint: string | null
    version: Generated<number>
    next_number: Generated<number>
    created_at: Generated<string>
  }
  outbox: {
    id: Generated<number>
    organization_id: string
    event_ids: string[]
  }
  process: {
    organization_id: string
    id: string
    order_type_id: string
    definition: unknown
    created_at: Generated<string>
  }
  process_migration: {
    organization_id: string
    id: string
    order_type_id: string
    from_process_ids: string[]
    to_process_id: string
    mapping: unknown
    undoes: string | null
    state: string
    total: number
    migrated: Generated<number>
    blocked: Generated<number>
    started_at: string
    started_by: unknown
    finished_at: string | null
  }
  process_migration_order: {
    organization_id: string
    migration_id: string
    order_id: string
    number: string
    former: unknown | null
    blocked_because: string | null
  }
  product: {
    organization_id: string
    id: string
    version: Generated<number>
    name: string
    kind: string
    category_id: string | null
    description: Generated<string>
    unit: string | null
    duration_minutes: number | null
    tax_rate: Generated<number>
    shippable: Generated<boolean>
    active: Generated<boolean>
    package_lines: Generated<unknown>
    note_template: Generated<string>
    search_text: string
    created_at: Generated<string>
    updated_at: Generated<string>
    checklists: Generated<unknown>
  }
  product_category: {
    organization_id: string
    id: string
    name: string
    position: Generated<number>
  }
  rate_limit: {
    pool: Buffer
    tokens: number
    at: Generated<string>
  }
  security_refusal: {
    organization_id: Generated<string>
    id: string
    at: Generated<string>
    refused: string
    who: string
    who_id: string | null
    method: string
    route: string
    network: string
    request_id: string
    count: Generated<number>
  }
  session: {
    id: string
    user_id: string
    token_hash: string
    ip_address: string | null
    user_agent: string | null
    created_at: Generated<string>
    last_seen_at: Generated<string>
    expires_at: string
  }
  status: {
    organization_id: string
    id: string
    key: string
    name: string
    customer_name: string | null
    category: string
    color: string
    icon: string | null
    scope: string
    position: number
    is_retired: Generated<boolean>
    shown_to_customer: Generated<boolean>
  }
  subscriber_done: {
    organization_id: string
    subscriber: string
    event_id: string
    at: Generated<string>
  }
  user: {
    id: string
    name: string
    email: string
    email_verified: Generated<boolean>
    image: string | null
    created_at: Generated<string>
    updated_at: Generated<string>
  }
  variant: {
    organization_id: string
    id: string
    product_id: string
    sku: string
    name: string | null
    position: Generated<number>
    price: number
    currency: string
    active: Generated<boolean>
    tracks_stock: Generated<boolean>
    on_hand: Generated<number>
    reserved: Generated<number>
  }
  verification: {
    id: string
    identifier: string
    value: string
    expires_at: string
    created_at: Generated<string>
    updated_at: Generated<string>
  }
  view: {
    organization_id: string
    key: string
    definition: unknown
    position: number
  }
  wizard: {
    organization_id: string
    id: string
    key: string
    version: number
    definition: unknown
    published_at: string
    is_retired: Generated<boolean>
    position: Generated<number>
  }
  wizard_link: {
    link: string
    organization_id: string
    wizard_key: string
  }
  wizard_run: {
    organization_id: string
    id: string
    wizard_id: string
    wizard_version: number
    version: Generated<number>
    state: string
    channel: string
    page: string | null
    answers: Generated<unknown>
    order_id: string | null
    line_item_id: string | null
    subject: unknown | null
    location: string | null
    summary: Generated<string>
    started_by: unknown
    member_id: string | null
    token_hash: Buffer | null
    started_at: string
    updated_at: string
    finished_at: string | null
  }
  wizard_version: {
    organization_id: string
    wizard_id: string
    version: number
    definition: unknown
    published_at: string
  }
  workflow: {
    organization_id: string
    id: string
    key: string
    version: number
    definition: unknown
    published_at: string
    is_retired: Generated<boolean>
  }
  workflow_type: {
    organization_id: string
    key: string
    name: string
    position: number
  }
  workflow_version: {
    organization_id: string
    workflow_id: string
    version: number
    definition: unknown
    published_at: string
  }
}
