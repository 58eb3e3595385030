-- What a business designs for itself: drafts beside published versions, wizards and their runs, checklists, files, links for
-- customers, and the moving of open orders from one version of a process to another.

ALTER TABLE status ADD COLUMN shown_to_customer boolean NOT NULL DEFAULT true;
ALTER TABLE workflow ADD COLUMN is_retired boolean NOT NULL DEFAULT false;
ALTER TABLE order_type ADD COLUMN is_retired boolean NOT NULL DEFAULT false;
ALTER TABLE product ADD COLUMN checklists jsonb NOT NULL DEFAULT '[]';

-- Whoever migrates may own the tables without being a superuser, and forced row level security would hide every row from them.
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
ALTER TABLE order_type NO FORCE ROW LEVEL SECURITY;
ALTER TABLE process NO FORCE ROW LEVEL SECURITY;

UPDATE organization SET settings = settings || '{"locations": [], "brandColor": null, "logoFileId": null, "contactEmail": null, "contactPhone": null}';

-- An order type says how its numbers look in one pattern; before, it only said how they begin.
UPDATE order_type SET definition = (definition - 'numberPrefix') || jsonb_build_object('numbering',
  jsonb_build_object('pattern', coalesce(definition->>'numberPrefix', '') || '{sequence}', 'sequence', 'organization'));
UPDATE process SET definition = jsonb_set(definition, '{orderType}', ((definition->'orderType') - 'numberPrefix') || jsonb_build_object('numbering',
  jsonb_build_object('pattern', coalesce(definition->'orderType'->>'numberPrefix', '') || '{sequence}', 'sequence', 'organization')));

ALTER TABLE organization FORCE ROW LEVEL SECURITY;
ALTER TABLE order_type FORCE ROW LEVEL SECURITY;
ALTER TABLE process FORCE ROW LEVEL SECURITY;

-- Sequences of their own: an order type's, one location's, one year's. The organization's own stands in its row.
CREATE TABLE number_sequence (
  organization_id uuid NOT NULL REFERENCES organization,
  series text NOT NULL,
  next_number bigint NOT NULL,
  PRIMARY KEY (organization_id, series)
);

CREATE FUNCTION claim_series_numbers(organization uuid, wanted text, size int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE first bigint;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  INSERT INTO number_sequence AS n (organization_id, series, next_number) VALUES (organization, wanted, 1 + size)
  ON CONFLICT (organization_id, series) DO UPDATE SET next_number = n.next_number + size RETURNING n.next_number - size INTO first;
  RETURN first;
END $$;

-- Lets a sequence (null: the organization's own) go on behind a number that was used without it.
CREATE FUNCTION skip_numbers(organization uuid, wanted text, highest bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  IF wanted IS NULL THEN
    UPDATE organization o SET next_number = highest + 1 WHERE o.organization_id = skip_numbers.organization AND o.next_number <= highest;
  ELSE
    INSERT INTO number_sequence AS n (organization_id, series, next_number) VALUES (organization, wanted, highest + 1)
    ON CONFLICT (organization_id, series) DO UPDATE SET next_number = greatest(n.next_number, highest + 1);
  END IF;
END $$;

-- What is being designed and is not in force yet: at most one draft of each workflow, order type and wizard.
CREATE TABLE draft (
  organization_id uuid NOT NULL REFERENCES organization,
  kind text NOT NULL CHECK (kind IN ('workflow', 'order_type', 'wizard')),
  key text NOT NULL,
  version int NOT NULL,
  -- The published version it began from; null for something new.
  based_on int,
  definition jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by jsonb NOT NULL,
  PRIMARY KEY (organization_id, kind, key)
);

CREATE TABLE wizard (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  key text NOT NULL,
  version int NOT NULL,
  definition jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  is_retired boolean NOT NULL DEFAULT false,
  position int NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, key)
);
-- Published versions never change; whoever is half way through a wizard finishes on theirs.
CREATE TABLE wizard_version (
  organization_id uuid NOT NULL,
  wizard_id uuid NOT NULL,
  version int NOT NULL,
  definition jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, wizard_id, version),
  FOREIGN KEY (organization_id, wizard_id) REFERENCES wizard
);

-- One person's way through a wizard. It makes at most one order (orders.source_key names the run).
CREATE TABLE wizard_run (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  wizard_id uuid NOT NULL,
  wizard_version int NOT NULL,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL CHECK (state IN ('open', 'finished', 'discarded')),
  channel text NOT NULL,
  page text,
  answers jsonb NOT NULL DEFAULT '{}',
  -- The order it made, or works on; and the line item, for a wizard of line items.
  order_id uuid,
  line_item_id uuid,
  -- What a line item's wizard was opened for: {productId} or {sku}.
  subject jsonb,
  location text,
  summary text NOT NULL DEFAULT '',
  started_by jsonb NOT NULL,
  member_id uuid,
  -- For whoever holds the link and is nobody Docket knows; of the token only its hash is kept.
  token_hash bytea,
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, wizard_id, wizard_version) REFERENCES wizard_version (organization_id, wizard_id, version)
);
CREATE INDEX wizard_run_open ON wizard_run (organization_id, updated_at DESC, id DESC) WHERE state = 'open';
CREATE INDEX wizard_run_by_order ON wizard_run (organization_id, order_id) WHERE order_id IS NOT NULL;

-- The public address of a wizard, /i/<link>. Read before the organization is known: it leads to nothing but these ids.
CREATE TABLE wizard_link (
  link text PRIMARY KEY,
  organization_id uuid NOT NULL,
  wizard_key text NOT NULL
);
CREATE UNIQUE INDEX wizard_link_by_wizard ON wizard_link (organization_id, wizard_key);

-- A customer's private link to one order. Only the token's hash is kept (guarantees 5.9).
CREATE TABLE order_link (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('tracking')),
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, order_id) REFERENCES orders
);
CREATE UNIQUE INDEX order_link_by_token ON order_link (token_hash);
CREATE INDEX order_link_by_order ON order_link (organization_id, order_id);

-- What stands in the file store under this id.
CREATE TABLE file (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  sha256 bytea NOT NULL,
  created_at timestamptz NOT NULL,
  created_by jsonb NOT NULL,
  -- The run it was uploaded for; files of a run that never finishes are taken away again.
  wizard_run_id uuid,
  order_id uuid,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX file_unclaimed ON file (created_at) WHERE order_id IS NULL;

-- Open orders on their way from older processes to another: how many there were, went, and could not.
CREATE TABLE process_migration (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  order_type_id uuid NOT NULL,
  from_process_ids uuid[] NOT NULL,
  to_process_id uuid NOT NULL,
  mapping jsonb NOT NULL,
  undoes uuid,
  state text NOT NULL CHECK (state IN ('running', 'done')),
  total int NOT NULL,
  migrated int NOT NULL DEFAULT 0,
  blocked int NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  started_by jsonb NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
-- What became of each order: where it had stood, so that undoing can bring it back, or why it stayed.
CREATE TABLE process_migration_order (
  organization_id uuid NOT NULL,
  migration_id uuid NOT NULL,
  order_id uuid NOT NULL,
  number text NOT NULL,
  former jsonb,
  blocked_because text,
  PRIMARY KEY (organization_id, migration_id, order_id),
  FOREIGN KEY (organization_id, migration_id) REFERENCES process_migration
);
-- Open orders alone: what is over stays on the process it ended on. The categories are those that are open (domain/workflows/category.ts).
CREATE INDEX orders_open_by_process ON orders (organization_id, process_id, id)
  WHERE archived_at IS NULL AND category IN ('draft', 'quoted', 'placed', 'confirmed', 'on_hold', 'in_progress', 'ready', 'in_transit');
CREATE INDEX line_item_open_by_status ON line_item (organization_id, status_id, order_id)
  WHERE category IN ('draft', 'quoted', 'placed', 'confirmed', 'on_hold', 'in_progress', 'ready', 'in_transit');

ALTER TABLE orders ADD COLUMN location text, ADD COLUMN answers jsonb NOT NULL DEFAULT '[]', ADD COLUMN checklists jsonb NOT NULL DEFAULT '[]';
ALTER TABLE line_item ADD COLUMN answers jsonb NOT NULL DEFAULT '[]', ADD COLUMN checklists jsonb NOT NULL DEFAULT '[]';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['number_sequence', 'draft', 'wizard', 'wizard_version', 'wizard_run', 'order_link', 'file', 'process_migration', 'process_migration_order'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_organization ON %I USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
      WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
  END LOOP;
END $$;
CREATE POLICY presented_link ON order_link FOR SELECT USING (token_hash = decode(nullif(current_setting('app.presented_token', true), ''), 'hex'));

-- The clock looks in which organizations there are files to be taken away; it sees those of no order, a week later, and no others.
CREATE POLICY pruned_by_the_clock ON file FOR SELECT USING (current_setting('app.pruning', true) = 'on' AND order_id IS NULL AND created_at < now() - interval '7 days');

GRANT SELECT, INSERT, UPDATE, DELETE ON number_sequence, draft, wizard, wizard_version, wizard_run, wizard_link, order_link, file, process_migration, process_migration_order TO docket_app;
REVOKE UPDATE, DELETE ON wizard_version FROM docket_app;
REVOKE DELETE ON order_link FROM docket_app;
GRANT EXECUTE ON FUNCTION claim_series_numbers(uuid, text, int), skip_numbers(uuid, text, bigint) TO docket_app;

-- As before, with an order's location, answers, checklists and, since it may be migrated, its process.

-- `changes` holds: newOrders, changedOrders (whole rows; a changed one names the version it replaces), newLines, changedLines,
-- removedLines (ids), stock [{variantId, reserved, onHand, sku}], events, tally [{…cell, change}], timers [{orderId, dueAt|null}],
-- answered {requestHash, status, body}. Everything belongs to the organization the transaction is set to.
CREATE OR REPLACE FUNCTION commit_changes(organization uuid, changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  o orders;
  s record;
  expected int;
BEGIN
  IF changes ? 'newOrders' THEN
    INSERT INTO orders SELECT r.* FROM jsonb_populate_recordset(NULL::orders, changes->'newOrders') r;
  END IF;

  IF changes ? 'changedOrders' THEN
    FOR o IN SELECT r.* FROM jsonb_populate_recordset(NULL::orders, changes->'changedOrders') r ORDER BY r.id LOOP
      UPDATE orders t SET
        version = o.version, process_id = o.process_id, customer_id = o.customer_id, customer = o.customer, external_reference = o.external_reference,
        phase = o.phase, workflow = o.workflow, step = o.step, status_id = o.status_id, category = o.category,
        held_from = o.held_from, route = o.route, payment_status = o.payment_status, payment_rank = o.payment_rank,
        payment_method = o.payment_method, fulfilment_method = o.fulfilment_method, manager_id = o.manager_id, team = o.team,
        people = o.people, due_at = o.due_at, scheduled_at = o.scheduled_at, shipping_address = o.shipping_address,
        billing_address = o.billing_address, fields = o.fields, answers = o.answers,
        checklists = o.checklists, location = o.location, notes = o.notes, additional_notes = o.additional_notes, tags = o.tags,
        order_discount = o.order_discount, subtotal = o.subtotal, discount = o.discount, tax = o.tax, shipping = o.shipping, total = o.total,
        line_summary = o.line_summary, escalated = o.escalated, cancel_reason = o.cancel_reason, step_entered_at = o.step_entered_at,
        timer_at = o.timer_at, archived_at = o.archived_at, event_sequence = o.event_sequence, event_hash = o.event_hash,
        search_text = o.search_text, updated_at = o.updated_at
      WHERE t.organization_id = organization AND t.id = o.id AND t.version = o.version - 1;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'order % is not at version %', o.id, o.version - 1 USING ERRCODE = 'DK412';
      END IF;
    END LOOP;
  END IF;

  IF changes ? 'removedLines' THEN
    DELETE FROM line_item t USING jsonb_array_elements_text(changes->'removedLines') r(id) WHERE t.organization_id = organization AND t.id = r.id::uuid;
  END IF;
  IF changes ? 'newLines' THEN
    INSERT INTO line_item SELECT r.* FROM jsonb_populate_recordset(NULL::line_item, changes->'newLines') r;
  END IF;
  IF changes ? 'changedLines' THEN
    UPDATE line_item t SET
      index = r.index, name = r.name, quantity = r.quantity, unit_price = r.unit_price, line_discount = r.line_discount, tax_rate = r.tax_rate,
      subtotal = r.subtotal, discount = r.discount, tax = r.tax, total = r.total, stock_state = r.stock_state,
      workflow = r.workflow, step = r.step, status_id = r.status_id, category = r.category, held_from = r.held_from,
      assignees = r.assignees, fields = r.fields, answers = r.answers, checklists = r.checklists, notes = r.notes, escalated = r.escalated
    FROM jsonb_populate_recordset(NULL::line_item, changes->'changedLines') r
    WHERE t.organization_id = organization AND t.id = r.id;
  END IF;

  -- One variant after another in id order, so that two orders for the same things wait for each other instead of dying together.
  IF changes ? 'stock' THEN
    FOR s IN SELECT * FROM jsonb_to_recordset(changes->'stock') AS x("variantId" uuid, reserved numeric, "onHand" numeric, sku text) ORDER BY x."variantId" LOOP
      UPDATE variant v SET reserved = greatest(v.reserved + s.reserved, 0), on_hand = greatest(v.on_hand + s."onHand", 0)
      WHERE v.organization_id = organization AND v.id = s."variantId"
        AND (NOT v.tracks_stock OR (v.on_hand + s."onHand" >= 0 AND greatest(v.reserved + s.reserved, 0) <= v.on_hand + s."onHand"));
      IF NOT FOUND THEN
        RAISE EXCEPTION 'not enough of %', s.sku USING ERRCODE = 'DK409', DETAIL = s.sku;
      END IF;
    END LOOP;
  END IF;

  IF changes ? 'events' THEN
    INSERT INTO event (organization_id, id, type, order_id, sequence, at, actor, origin, request_id, data, visibility, hash)
    SELECT organization, e.id, e.type, e."orderId", e.sequence, e.at, e.actor, e.origin, e."requestId", e.data, e.visibility, decode(e.hash, 'hex')
    FROM jsonb_to_recordset(changes->'events') AS e(id uuid, type text, "orderId" uuid, sequence int, at timestamptz, actor jsonb, origin text,
      "requestId" text, data jsonb, visibility text, hash text);
    INSERT INTO outbox (organization_id, event_ids)
    SELECT organization, array_agg((e->>'id')::uuid) FROM jsonb_array_elements(changes->'events') e;
  END IF;

  IF changes ? 'tally' THEN
    INSERT INTO order_tally_delta (organization_id, order_type_id, status_id, category, payment_status, scheduled, archived, change)
    SELECT organization, d."orderTypeId", d."statusId", d.category, d."paymentStatus", d.scheduled, d.archived, d.change
    FROM jsonb_to_recordset(changes->'tally') AS d("orderTypeId" uuid, "statusId" uuid, category text, "paymentStatus" text, scheduled boolean,
      archived boolean, change int);
  END IF;

  IF changes ? 'timers' THEN
    DELETE FROM order_timer t USING jsonb_to_recordset(changes->'timers') AS r("orderId" uuid) WHERE t.organization_id = organization AND t.order_id = r."orderId";
    INSERT INTO order_timer (organization_id, order_id, due_at)
    SELECT organization, r."orderId", r."dueAt" FROM jsonb_to_recordset(changes->'timers') AS r("orderId" uuid, "dueAt" timestamptz) WHERE r."dueAt" IS NOT NULL;
  END IF;

  IF changes ? 'answered' THEN
    UPDATE idempotency_record SET status = (changes->'answered'->>'status')::smallint, body = changes->'answered'->>'body'
    WHERE organization_id = organization AND request_hash = decode(changes->'answered'->>'requestHash', 'hex');
  END IF;
END $$;
