-- Several orders that are written in one transaction, each with its answer; and commit_changes as one function an idea.

-- As commit_answered (0010), which stays for nodes of the version before, for as many answers as there are: one after another by
-- their keys, because a plan for all of them, made while the table is small, would read the whole of it later.
CREATE FUNCTION commit_with_answers(organization uuid, changes jsonb, requests text[], statuses int[], bodies text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM commit_changes(organization, changes);
  FOR i IN 1 .. cardinality(requests) LOOP
    UPDATE idempotency_record SET status = statuses[i], body = bodies[i] WHERE organization_id = organization AND request_hash = decode(requests[i], 'hex');
  END LOOP;
END $$;

-- As before (0017). A row's own version is the lock: who changed it first wins.
CREATE FUNCTION change_orders(organization uuid, changed_orders jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb;
  o orders;
BEGIN
  FOR changed IN SELECT c FROM jsonb_array_elements(changed_orders) c ORDER BY (c->>'id')::uuid LOOP
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
END $$;

CREATE FUNCTION change_line_items(organization uuid, changed_lines jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE line_item t SET
    index = r.index, name = r.name, quantity = r.quantity, unit_price = r.unit_price, line_discount = r.line_discount, tax_rate = r.tax_rate,
    subtotal = r.subtotal, discount = r.discount, tax = r.tax, total = r.total, stock_state = r.stock_state,
    workflow = r.workflow, step = r.step, status_id = r.status_id, category = r.category, held_from = r.held_from,
    assignees = r.assignees, fields = r.fields, answers = coalesce(r.answers, t.answers), checklists = coalesce(r.checklists, t.checklists),
    checklist_done = coalesce(r.checklist_done, t.checklist_done), checklist_total = coalesce(r.checklist_total, t.checklist_total),
    notes = r.notes, escalated = r.escalated
  FROM jsonb_populate_recordset(NULL::line_item, changed_lines) r
  WHERE t.organization_id = organization AND t.id = r.id;
END $$;

-- One variant after another in id order, so that two orders for the same things wait for each other instead of dying together.
CREATE FUNCTION move_stock(organization uuid, movements jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s record;
BEGIN
  FOR s IN SELECT * FROM jsonb_to_recordset(movements) AS x("variantId" uuid, reserved numeric, "onHand" numeric, sku text) ORDER BY x."variantId" LOOP
    UPDATE variant v SET reserved = greatest(v.reserved + s.reserved, 0), on_hand = greatest(v.on_hand + s."onHand", 0)
    WHERE v.organization_id = organization AND v.id = s."variantId"
      AND (NOT v.tracks_stock OR (v.on_hand + s."onHand" >= 0 AND greatest(v.reserved + s.reserved, 0) <= v.on_hand + s."onHand"));
    IF NOT FOUND THEN
      RAISE EXCEPTION 'not enough of %', s.sku USING ERRCODE = 'DK409', DETAIL = s.sku;
    END IF;
  END LOOP;
END $$;

-- The sections are those of 0001; `answered` is what nodes before 0010 send. What a row does not name is as the version before left
-- it: new rows get what they would have had without it, and changed rows keep what they have.
CREATE OR REPLACE FUNCTION commit_changes(organization uuid, changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF changes ? 'newOrders' THEN
    INSERT INTO orders SELECT r.* FROM jsonb_populate_recordset(
      jsonb_populate_record(NULL::orders, '{"answers": [], "checklists": [], "checklist_done": 0, "checklist_total": 0}'), changes->'newOrders') r;
  END IF;
  IF changes ? 'changedOrders' THEN
    PERFORM change_orders(organization, changes->'changedOrders');
  END IF;
  IF changes ? 'removedLines' THEN
    DELETE FROM line_item t USING jsonb_array_elements_text(changes->'removedLines') r(id) WHERE t.organization_id = organization AND t.id = r.id::uuid;
  END IF;
  IF changes ? 'newLines' THEN
    INSERT INTO line_item SELECT r.* FROM jsonb_populate_recordset(
      jsonb_populate_record(NULL::line_item, '{"answers": [], "checklists": [], "checklist_done": 0, "checklist_total": 0}'), changes->'newLines') r;
  END IF;
  IF changes ? 'changedLines' THEN
    PERFORM change_line_items(organization, changes->'changedLines');
  END IF;
  -- Nodes of the version before 0017 do not count what is on checklists.
  IF changes @? '$.newOrders[*] ? (!exists(@.checklist_total))' OR changes @? '$.changedOrders[*] ? (!exists(@.checklist_total))' THEN
    PERFORM count_checklists(organization, (c->>'id')::uuid)
    FROM jsonb_array_elements(coalesce(changes->'newOrders', '[]') || coalesce(changes->'changedOrders', '[]')) c WHERE NOT c ? 'checklist_total';
  END IF;
  IF changes ? 'stock' THEN
    PERFORM move_stock(organization, changes->'stock');
  END IF;

  IF changes ? 'events' THEN
    INSERT INTO event (organization_id, id, type, order_id, sequence, at, actor, origin, request_id, data, visibility, hash)
    SELECT organization, e.id, e.type, e."orderId", e.sequence, e.at, e.actor, e.origin, e."requestId", e.data, e.visibility, decode(e.hash, 'hex')
    FROM jsonb_to_recordset(changes->'events') AS e(id uuid, type text, "orderId" uuid, sequence int, at timestamptz, actor jsonb, origin text,
      "requestId" text, data jsonb, visibility text, hash text);
    INSERT INTO outbox (organization_id, event_ids)
    SELECT organization, array_agg((e->>'id')::uuid ORDER BY n) FROM jsonb_array_elements(changes->'events') WITH ORDINALITY AS listed(e, n);
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
GRANT EXECUTE ON FUNCTION commit_with_answers(uuid, jsonb, text[], int[], text[]), change_orders(uuid, jsonb), change_line_items(uuid, jsonb), move_stock(uuid, jsonb) TO docket_app;
