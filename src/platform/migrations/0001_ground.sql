-- The ground: organizations and their people, the process an organization designed, its catalog and customers, its orders,
-- and the record of everything that happened.
--
-- Rules every organization's table follows (docs/decisions/0003): keys start with organization_id, foreign keys are composite,
-- row level security is forced and fails closed, no triggers. The application works as role docket_app, which owns nothing here.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE organization (
  organization_id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  settings jsonb NOT NULL,
  blueprint text,
  version int NOT NULL DEFAULT 1,
  next_number bigint NOT NULL DEFAULT 1001,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE member (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'staff', 'contractor')),
  job_title text,
  is_active boolean NOT NULL DEFAULT true,
  version int NOT NULL DEFAULT 1,
  joined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, user_id)
);
CREATE INDEX member_by_user ON member (user_id);

CREATE TABLE invitation (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  token_hash bytea NOT NULL,
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX invitation_by_token ON invitation (token_hash);

CREATE TABLE api_key (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  start text NOT NULL,
  token_hash bytea NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX api_key_by_token ON api_key (token_hash);

-- ---- the process

CREATE TABLE status (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  customer_name text,
  category text NOT NULL,
  color text NOT NULL,
  icon text,
  scope text NOT NULL,
  position int NOT NULL,
  is_retired boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, key)
);

CREATE TABLE workflow_type (
  organization_id uuid NOT NULL REFERENCES organization,
  key text NOT NULL,
  name text NOT NULL,
  position int NOT NULL,
  PRIMARY KEY (organization_id, key)
);

CREATE TABLE workflow (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  key text NOT NULL,
  version int NOT NULL,
  definition jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, key)
);

-- Published versions never change; open orders are judged by theirs through the process they froze.
CREATE TABLE workflow_version (
  organization_id uuid NOT NULL,
  workflow_id uuid NOT NULL,
  version int NOT NULL,
  definition jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, workflow_id, version),
  FOREIGN KEY (organization_id, workflow_id) REFERENCES workflow
);

CREATE TABLE order_type (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  key text NOT NULL,
  version int NOT NULL,
  definition jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  position int NOT NULL DEFAULT 0,
  process_id uuid NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, key)
);

-- An order type with all its workflows, frozen (domain/workflows/process.ts). Insert-only.
CREATE TABLE process (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  order_type_id uuid NOT NULL,
  definition jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE view (
  organization_id uuid NOT NULL REFERENCES organization,
  key text NOT NULL,
  definition jsonb NOT NULL,
  position int NOT NULL,
  PRIMARY KEY (organization_id, key)
);

-- ---- customers and catalog

CREATE TABLE customer (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  version int NOT NULL DEFAULT 1,
  name text NOT NULL,
  first_name text,
  last_name text,
  company text,
  email text,
  phone text,
  preferred_medium text,
  language text,
  addresses jsonb NOT NULL DEFAULT '[]',
  preferences text NOT NULL DEFAULT '',
  notes text NOT NULL DEFAULT '',
  tags text[] NOT NULL DEFAULT '{}',
  order_count int NOT NULL DEFAULT 0,
  merged_into uuid,
  search_text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX customer_by_name ON customer (organization_id, lower(name), id) WHERE merged_into IS NULL;
CREATE INDEX customer_search ON customer USING gin (search_text gin_trgm_ops);

-- By these a customer is recognised: one email or phone belongs to one customer. `value` is normalized, `shown` as written.
CREATE TABLE contact_point (
  organization_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  medium text NOT NULL CHECK (medium IN ('email', 'phone', 'whatsapp')),
  value text NOT NULL,
  shown text NOT NULL,
  label text,
  is_primary boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, medium, value),
  FOREIGN KEY (organization_id, customer_id) REFERENCES customer
);
CREATE INDEX contact_point_by_customer ON contact_point (organization_id, customer_id);

CREATE TABLE product_category (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  name text NOT NULL,
  position int NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name)
);

CREATE TABLE product (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  version int NOT NULL DEFAULT 1,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('product', 'service', 'package', 'add_on')),
  category_id uuid,
  description text NOT NULL DEFAULT '',
  unit text,
  duration_minutes int,
  tax_rate numeric(7, 4) NOT NULL DEFAULT 0,
  shippable boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  package_lines jsonb NOT NULL DEFAULT '[]',
  note_template text NOT NULL DEFAULT '',
  search_text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, category_id) REFERENCES product_category
);
CREATE INDEX product_by_name ON product (organization_id, lower(name), id);
CREATE INDEX product_search ON product USING gin (search_text gin_trgm_ops);

-- What is kept of a variant: nothing promised beyond what is there, ever (G10).
CREATE TABLE variant (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  product_id uuid NOT NULL,
  sku text NOT NULL,
  name text,
  position int NOT NULL DEFAULT 0,
  price bigint NOT NULL CHECK (price >= 0),
  currency char(3) NOT NULL,
  active boolean NOT NULL DEFAULT true,
  tracks_stock boolean NOT NULL DEFAULT false,
  on_hand numeric(14, 3) NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
  reserved numeric(14, 3) NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CONSTRAINT variant_never_oversold CHECK (NOT tracks_stock OR reserved <= on_hand),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, sku),
  FOREIGN KEY (organization_id, product_id) REFERENCES product
);
CREATE INDEX variant_by_product ON variant (organization_id, product_id);

-- ---- orders

CREATE TABLE orders (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  version int NOT NULL,
  number text NOT NULL,
  process_id uuid NOT NULL,
  order_type_id uuid NOT NULL,
  channel text NOT NULL,
  external_reference text,
  source_key text,
  customer_id uuid,
  customer jsonb NOT NULL,
  phase text,
  workflow text NOT NULL,
  step text NOT NULL,
  status_id uuid NOT NULL,
  category text NOT NULL,
  held_from jsonb,
  route jsonb NOT NULL,
  payment_status text NOT NULL,
  payment_rank smallint NOT NULL,
  payment_method text,
  fulfilment_method text,
  manager_id uuid,
  team uuid[] NOT NULL,
  people uuid[] NOT NULL,
  due_at timestamptz,
  scheduled_at timestamptz,
  shipping_address jsonb,
  billing_address jsonb,
  fields jsonb NOT NULL,
  notes text NOT NULL,
  additional_notes text NOT NULL,
  tags text[] NOT NULL,
  currency char(3) NOT NULL,
  tax_included boolean NOT NULL,
  order_discount bigint NOT NULL,
  subtotal bigint NOT NULL,
  discount bigint NOT NULL,
  tax bigint NOT NULL,
  shipping bigint NOT NULL,
  total bigint NOT NULL,
  line_summary jsonb NOT NULL,
  escalated boolean NOT NULL,
  cancel_reason text,
  placed_at timestamptz NOT NULL,
  step_entered_at timestamptz NOT NULL,
  timer_at timestamptz,
  archived_at timestamptz,
  event_sequence int NOT NULL,
  event_hash bytea,
  search_text text NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT orders_totals_reconcile CHECK (subtotal - discount + tax + shipping = total),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, customer_id) REFERENCES customer,
  FOREIGN KEY (organization_id, process_id) REFERENCES process,
  FOREIGN KEY (organization_id, status_id) REFERENCES status
);
CREATE UNIQUE INDEX orders_by_number ON orders (organization_id, number);
-- One checkout, cart, run or imported row group makes one order (G9).
CREATE UNIQUE INDEX orders_by_source ON orders (organization_id, source_key) WHERE source_key IS NOT NULL;
-- A list is read one status at a time and merged, each a walk along one of these.
CREATE INDEX orders_by_status_placed ON orders (organization_id, status_id, placed_at DESC, id DESC) WHERE archived_at IS NULL;
CREATE INDEX orders_placed ON orders (organization_id, placed_at DESC, id DESC);
CREATE INDEX orders_archived_placed ON orders (organization_id, placed_at DESC, id DESC) WHERE archived_at IS NOT NULL;
CREATE INDEX orders_unscheduled ON orders (organization_id, placed_at DESC, id DESC) WHERE scheduled_at IS NULL AND archived_at IS NULL;
CREATE INDEX orders_payment ON orders (organization_id, payment_rank, id);
CREATE INDEX orders_total ON orders (organization_id, total, id);
CREATE INDEX orders_updated ON orders (organization_id, updated_at, id);
CREATE INDEX orders_due ON orders (organization_id, due_at, id);
CREATE INDEX orders_scheduled ON orders (organization_id, scheduled_at, id);
CREATE INDEX orders_by_customer ON orders (organization_id, customer_id, placed_at DESC, id DESC);
CREATE INDEX orders_by_manager ON orders (organization_id, manager_id, placed_at DESC, id DESC) WHERE manager_id IS NOT NULL;
CREATE INDEX orders_people ON orders USING gin (people);
CREATE INDEX orders_tags ON orders USING gin (tags);
CREATE INDEX orders_search ON orders USING gin (search_text gin_trgm_ops);

CREATE TABLE line_item (
  organization_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  index int NOT NULL,
  kind text NOT NULL,
  product_id uuid,
  variant_id uuid,
  parent_id uuid,
  name text NOT NULL,
  sku text,
  unit text,
  quantity numeric(12, 3) NOT NULL CHECK (quantity > 0),
  unit_price bigint NOT NULL,
  line_discount bigint NOT NULL,
  tax_rate numeric(7, 4) NOT NULL,
  subtotal bigint NOT NULL,
  discount bigint NOT NULL,
  tax bigint NOT NULL,
  total bigint NOT NULL,
  shippable boolean NOT NULL,
  tracks_stock boolean NOT NULL,
  stock_state text NOT NULL,
  workflow text,
  step text,
  status_id uuid,
  category text,
  held_from jsonb,
  assignees uuid[] NOT NULL,
  fields jsonb NOT NULL,
  notes text NOT NULL,
  escalated boolean NOT NULL,
  CONSTRAINT line_item_totals_reconcile CHECK (subtotal - discount + tax = total),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, order_id) REFERENCES orders
);
CREATE INDEX line_item_by_order ON line_item (organization_id, order_id, index);
CREATE INDEX line_item_by_variant ON line_item (organization_id, variant_id) WHERE variant_id IS NOT NULL;

-- ---- the record

-- Append-only: the application may insert and read, nothing else. Chained per order by hash (G17).
CREATE TABLE event (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  type text NOT NULL,
  order_id uuid,
  sequence int,
  at timestamptz NOT NULL,
  actor jsonb NOT NULL,
  origin text NOT NULL,
  request_id text,
  data jsonb NOT NULL,
  visibility text NOT NULL,
  hash bytea,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX event_by_order ON event (organization_id, order_id, sequence) WHERE order_id IS NOT NULL;

-- Machinery without content: which events still have to be handed on, and the order in which they were (docs/decisions/0004).
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  event_ids uuid[] NOT NULL
);
CREATE TABLE event_feed (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_feed_by_organization ON event_feed (organization_id, position);

-- Orders counted by the facts that tabs and groups are made of. Exact = folded + pending deltas; placing an order only ever inserts.
CREATE TABLE order_tally (
  organization_id uuid NOT NULL REFERENCES organization,
  order_type_id uuid NOT NULL,
  status_id uuid NOT NULL,
  category text NOT NULL,
  payment_status text NOT NULL,
  scheduled boolean NOT NULL,
  archived boolean NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (organization_id, order_type_id, status_id, category, payment_status, scheduled, archived)
);
CREATE TABLE order_tally_delta (
  organization_id uuid NOT NULL REFERENCES organization,
  id bigint GENERATED ALWAYS AS IDENTITY,
  order_type_id uuid NOT NULL,
  status_id uuid NOT NULL,
  category text NOT NULL,
  payment_status text NOT NULL,
  scheduled boolean NOT NULL,
  archived boolean NOT NULL,
  change int NOT NULL,
  PRIMARY KEY (organization_id, id)
);

-- Machinery without content: which orders a timer will look at, and when.
CREATE TABLE order_timer (
  organization_id uuid NOT NULL,
  order_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, order_id)
);
CREATE INDEX order_timer_due ON order_timer (due_at);

-- Facts about this installation as a whole, such as that it is a demo.
CREATE TABLE installation (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);

-- What was answered to which request, in the transaction of its effect (G5 to G7).
CREATE TABLE idempotency_record (
  organization_id uuid NOT NULL,
  request_hash bytea NOT NULL,
  body_hash bytea NOT NULL,
  status smallint,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, request_hash)
);
CREATE INDEX idempotency_record_age ON idempotency_record (created_at);

-- ---- row level security: the database refuses what a forgotten filter would leak (G19)

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organization', 'member', 'invitation', 'api_key', 'status', 'workflow_type', 'workflow', 'workflow_version',
    'order_type', 'process', 'view', 'customer', 'contact_point', 'product_category', 'product', 'variant', 'orders', 'line_item', 'event',
    'order_tally', 'order_tally_delta', 'idempotency_record'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_organization ON %I USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
      WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
  END LOOP;
END $$;

-- Before an organization is known, one may see what one proves to hold: one's own memberships, a key, an invitation.
CREATE POLICY own_memberships ON member FOR SELECT USING (user_id = nullif(current_setting('app.user', true), '')::uuid);
CREATE POLICY own_organizations ON organization FOR SELECT USING (organization_id IN (
  SELECT m.organization_id FROM member m WHERE m.user_id = nullif(current_setting('app.user', true), '')::uuid));
CREATE POLICY presented_key ON api_key FOR SELECT USING (token_hash = decode(nullif(current_setting('app.presented_token', true), ''), 'hex'));
CREATE POLICY presented_invitation ON invitation FOR SELECT USING (token_hash = decode(nullif(current_setting('app.presented_token', true), ''), 'hex'));

GRANT USAGE ON SCHEMA public TO docket_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO docket_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO docket_app;
REVOKE UPDATE, DELETE ON event, workflow_version, process FROM docket_app;
REVOKE DELETE ON orders, customer, member FROM docket_app;

-- Whoever owns the tables cannot rewrite the record by mistake either.
CREATE FUNCTION refuse_rewriting_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is append-only' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_the_record();

-- Hands out a block of order numbers in a transaction of its own, so that no order ever waits for another's number.
CREATE FUNCTION claim_order_numbers(organization uuid, size int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE first bigint;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  UPDATE organization o SET next_number = next_number + size WHERE o.organization_id = claim_order_numbers.organization RETURNING next_number - size INTO first;
  RETURN first;
END $$;

-- ---- scopes

-- Opens a scope and claims a request in one round trip: confines the transaction to the organization, and says whether the
-- request is new or what was answered to it. The unique key makes a duplicate wait for the first one's transaction.
CREATE FUNCTION open_claimed(organization uuid, request text, body text, OUT is_new boolean, OUT body_hash text, OUT status smallint, OUT answered text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  INSERT INTO idempotency_record (organization_id, request_hash, body_hash)
  VALUES (organization, decode(request, 'hex'), decode(body, 'hex')) ON CONFLICT DO NOTHING;
  is_new := FOUND;
  IF NOT is_new THEN
    SELECT encode(r.body_hash, 'hex'), r.status, r.body INTO open_claimed.body_hash, open_claimed.status, answered
    FROM idempotency_record r WHERE r.organization_id = organization AND r.request_hash = decode(request, 'hex');
  END IF;
END $$;

-- ---- everything a verb changed about orders, its events and its answer, written in one round trip

-- `changes` holds: newOrders, changedOrders (whole rows; a changed one names the version it replaces), newLines, changedLines,
-- removedLines (ids), stock [{variantId, reserved, onHand, sku}], events, tally [{…cell, change}], timers [{orderId, dueAt|null}],
-- answered {requestHash, status, body}. Everything belongs to the organization the transaction is set to.
CREATE FUNCTION commit_changes(organization uuid, changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
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
        version = o.version, customer_id = o.customer_id, customer = o.customer, external_reference = o.external_reference,
        phase = o.phase, workflow = o.workflow, step = o.step, status_id = o.status_id, category = o.category,
        held_from = o.held_from, route = o.route, payment_status = o.payment_status, payment_rank = o.payment_rank,
        payment_method = o.payment_method, fulfilment_method = o.fulfilment_method, manager_id = o.manager_id, team = o.team,
        people = o.people, due_at = o.due_at, scheduled_at = o.scheduled_at, shipping_address = o.shipping_address,
        billing_address = o.billing_address, fields = o.fields, notes = o.notes, additional_notes = o.additional_notes, tags = o.tags,
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
      assignees = r.assignees, fields = r.fields, notes = r.notes, escalated = r.escalated
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

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO docket_app;
