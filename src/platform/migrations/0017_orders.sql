-- How far an order's checklists are, stored with the order; and what a node of the version before writes, taken as it comes.

-- Of a line item its own lists; of an order its own and those of its line items that were not cancelled.
ALTER TABLE orders ADD COLUMN checklist_done int NOT NULL DEFAULT 0, ADD COLUMN checklist_total int NOT NULL DEFAULT 0;
ALTER TABLE line_item ADD COLUMN checklist_done int NOT NULL DEFAULT 0, ADD COLUMN checklist_total int NOT NULL DEFAULT 0;

CREATE FUNCTION checklist_items(lists jsonb, OUT done int, OUT total int) LANGUAGE sql IMMUTABLE AS $$
  SELECT count(*) FILTER (WHERE i->>'done' IS NOT NULL), count(*) FROM jsonb_array_elements(lists) l, jsonb_array_elements(l->'items') i
$$;

-- Counts anew what is on the lists of an order: for what was there before, and for nodes of the version before, which do not count.
CREATE FUNCTION count_checklists(organization uuid, counted_order uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE line_item l SET (checklist_done, checklist_total) = (SELECT done, total FROM checklist_items(l.checklists))
  WHERE l.organization_id = organization AND l.order_id = counted_order;
  UPDATE orders o SET (checklist_done, checklist_total) = (
    SELECT sum(i.done), sum(i.total) FROM (
      SELECT o.checklists AS lists UNION ALL
      SELECT l.checklists FROM line_item l WHERE l.organization_id = organization AND l.order_id = counted_order AND l.category IS DISTINCT FROM 'cancelled'
    ) every, checklist_items(every.lists) i)
  WHERE o.organization_id = organization AND o.id = counted_order;
$$;

-- Whoever migrates may own the tables without being a superuser, and forced row level security would hide every row from them.
ALTER TABLE orders NO FORCE ROW LEVEL SECURITY;
ALTER TABLE line_item NO FORCE ROW LEVEL SECURITY;
SELECT count_checklists(listed.organization_id, listed.id) FROM (
  SELECT organization_id, id FROM orders WHERE checklists <> '[]' UNION SELECT organization_id, order_id FROM line_item WHERE checklists <> '[]') listed;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
ALTER TABLE line_item FORCE ROW LEVEL SECURITY;

CREATE INDEX orders_checklist_open ON orders (organization_id, placed_at DESC, id DESC) WHERE archived_at IS NULL AND checklist_done < checklist_total;

-- As before (0006), except that what a row does not name is as the version before left it: new rows get what they would have had
-- without it, and changed rows keep what they have.
CREATE OR REPLACE FUNCTION commit_changes(organization uuid, changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb;
  o orders;
  s record;
BEGIN
  IF changes ? 'newOrders' THEN
    INSERT INTO orders SELECT r.* FROM jsonb_populate_recordset(
      jsonb_populate_record(NULL::orders, '{"answers": [], "checklists": [], "checklist_done": 0, "checklist_total": 0}'), changes->'newOrders') r;
  END IF;

  IF changes ? 'changedOrders' THEN
    FOR changed IN SELECT c FROM jsonb_array_elements(changes->'changedOrders') c ORDER BY (c->>'id')::uuid LOOP
      o := jsonb_populate_record(NULL::orders, changed);
      UPDATE orders t SET
        version = o.version, process_id = o.process_id, customer_id = o.customer_id, customer = o.customer, external_reference = o.external_reference,
        phase = o.phase, workflow = o.workflow, step = o.step, status_id = o.status_id, category = o.category,
        held_from = o.held_from, route = o.route, payment_status = o.payment_status, payment_rank = o.payment_rank,
        payment_method = o.payment_method, fulfilment_method = o.fulfilment_method, manager_id = o.manager_id, team = o.team,
        people = o.people, due_at = o.due_at, scheduled_at = o.scheduled_at, shipping_address = o.shipping_address,
        billing_address = o.billing_address, fields = o.fields, answers = coalesce(o.answers, t.answers),
        checklists = coalesce(o.checklists, t.checklists), checklist_done = coalesce(o.checklist_done, t.checklist_done),
        checklist_total = coalesce(o.checklist_total, t.checklist_total),
        location = CASE WHEN changed ? 'location' THEN o.location ELSE t.location END,
        notes = o.notes, additional_notes = o.additional_notes, tags = o.tags,
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
    INSERT INTO line_item SELECT r.* FROM jsonb_populate_recordset(
      jsonb_populate_record(NULL::line_item, '{"answers": [], "checklists": [], "checklist_done": 0, "checklist_total": 0}'), changes->'newLines') r;
  END IF;
  IF changes ? 'changedLines' THEN
    UPDATE line_item t SET
      index = r.index, name = r.name, quantity = r.quantity, unit_price = r.unit_price, line_discount = r.line_discount, tax_rate = r.tax_rate,
      subtotal = r.subtotal, discount = r.discount, tax = r.tax, total = r.total, stock_state = r.stock_state,
      workflow = r.workflow, step = r.step, status_id = r.status_id, category = r.category, held_from = r.held_from,
      assignees = r.assignees, fields = r.fields, answers = coalesce(r.answers, t.answers), checklists = coalesce(r.checklists, t.checklists),
      checklist_done = coalesce(r.checklist_done, t.checklist_done), checklist_total = coalesce(r.checklist_total, t.checklist_total),
      notes = r.notes, escalated = r.escalated
    FROM jsonb_populate_recordset(NULL::line_item, changes->'changedLines') r
    WHERE t.organization_id = organization AND t.id = r.id;
  END IF;
  PERFORM count_checklists(organization, (c->>'id')::uuid)
  FROM jsonb_array_elements(coalesce(changes->'newOrders', '[]') || coalesce(changes->'changedOrders', '[]')) c WHERE NOT c ? 'checklist_total';

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
GRANT EXECUTE ON FUNCTION checklist_items(jsonb), count_checklists(uuid, uuid) TO docket_app;
