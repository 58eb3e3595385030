-- What every order costs, made cheaper. Each statement here asks by whole keys, so that it is right for an empty table and for a
-- full one: PostgreSQL keeps a function's plans for as long as a connection lives, and those of a new installation are made
-- while its tables are empty and every index looks as good as the key.

-- As before (0003), except that customers' orders are counted one customer at a time, by their key.
CREATE OR REPLACE FUNCTION relay_batch(subscriptions jsonb, OUT moved int, OUT more boolean) LANGUAGE plpgsql AS $$
DECLARE
  organization uuid;
  ids uuid[];
  newest bigint;
  highest bigint := 0;
  touched uuid[] := '{}';
  counted record;
BEGIN
  moved := 0;
  FOR organization, ids, newest IN
    WITH claimed AS (
      DELETE FROM outbox WHERE id IN (
        SELECT id FROM (
          SELECT id, sum(cardinality(event_ids)) OVER (ORDER BY id) - cardinality(event_ids) AS events_before
          FROM (SELECT id, event_ids FROM outbox ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED) oldest
        ) counted WHERE events_before < 5000)
      RETURNING id, organization_id, event_ids
    ), fed AS (
      INSERT INTO event_feed (organization_id, event_id)
      SELECT c.organization_id, e.id FROM claimed c, unnest(c.event_ids) WITH ORDINALITY AS e(id, n) ORDER BY c.id, e.n
      RETURNING position, organization_id, event_id
    )
    SELECT organization_id, array_agg(event_id ORDER BY position), max(position) FROM fed GROUP BY organization_id
  LOOP
    moved := moved + cardinality(ids);
    highest := greatest(highest, newest);
    touched := touched || organization;
    PERFORM set_config('app.organization', organization::text, true);

    -- One statement: whoever reads counts sees a change either folded or pending, never both and never neither.
    WITH pending AS (
      DELETE FROM order_tally_delta d WHERE d.organization_id = organization RETURNING *
    )
    INSERT INTO order_tally AS t (organization_id, order_type_id, status_id, category, payment_status, scheduled, archived, count)
    SELECT organization, p.order_type_id, p.status_id, p.category, p.payment_status, p.scheduled, p.archived, sum(p.change)
    FROM pending p GROUP BY p.order_type_id, p.status_id, p.category, p.payment_status, p.scheduled, p.archived
    HAVING sum(p.change) <> 0
    ON CONFLICT (organization_id, order_type_id, status_id, category, payment_status, scheduled, archived)
      DO UPDATE SET count = t.count + excluded.count;

    -- How many orders a customer has, counted where it costs one update a customer and batch, and no order waits for it.
    FOR counted IN
      WITH happened AS (
        SELECT e.type, e.data FROM event e
        WHERE e.organization_id = organization AND e.id = ANY (ids) AND e.type IN ('order.placed', 'order.updated')
      ), changes AS (
        SELECT data->>'customerId' AS customer_id, 1 AS change FROM happened WHERE type = 'order.placed'
        UNION ALL SELECT data->'changes'->'customerId'->>'to', 1 FROM happened WHERE type = 'order.updated'
        UNION ALL SELECT data->'changes'->'customerId'->>'from', -1 FROM happened WHERE type = 'order.updated'
      )
      SELECT customer_id::uuid AS id, sum(change) AS change FROM changes WHERE customer_id IS NOT NULL GROUP BY customer_id ORDER BY 1
    LOOP
      UPDATE customer c SET order_count = c.order_count + counted.change WHERE c.organization_id = organization AND c.id = counted.id;
    END LOOP;

    -- One job for up to fifty events: each is still dealt with on its own.
    PERFORM graphile_worker.add_jobs(jobs.specs) FROM (
      SELECT array_agg(ROW('subscriber.run',
        json_build_object('organizationId', organization, 'subscriber', chunk.subscriber, 'eventIds', chunk.event_ids),
        NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec) AS specs
      FROM (
        SELECT followed.subscriber, json_agg(followed.id ORDER BY followed.nth) AS event_ids
        FROM (
          SELECT s.subscriber, e.id, row_number() OVER (PARTITION BY s.subscriber ORDER BY e.id) AS nth
          FROM event e JOIN jsonb_to_recordset(subscriptions) AS s(type text, subscriber text) ON s.type = e.type
          WHERE e.organization_id = organization AND e.id = ANY (ids)
        ) followed GROUP BY followed.subscriber, (followed.nth - 1) / 50
      ) chunk
    ) jobs WHERE jobs.specs IS NOT NULL;
  END LOOP;

  more := EXISTS (SELECT FROM outbox);
  IF moved > 0 THEN
    -- A notification holds 8,000 bytes; beyond this many organizations every listener looks.
    PERFORM pg_notify('docket_live', json_build_object('position', highest,
      'organizations', CASE WHEN cardinality(touched) <= 150 THEN to_json(touched) END)::text);
  END IF;
END $$;

-- As before (0004), except that each contact point is looked up by its key, and only until one is found.
CREATE OR REPLACE FUNCTION recognise_customer(organization uuid, asked_id uuid, asked_email text, asked_phone text, newcomer jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid;
  c customer;
BEGIN
  LOOP
    wanted := coalesce(asked_id,
      (SELECT p.customer_id FROM contact_point p WHERE p.organization_id = organization AND p.medium = 'email' AND p.value = asked_email),
      (SELECT p.customer_id FROM contact_point p WHERE p.organization_id = organization AND p.medium = 'phone' AND p.value = asked_phone),
      (SELECT p.customer_id FROM contact_point p WHERE p.organization_id = organization AND p.medium = 'whatsapp' AND p.value = asked_phone));

    IF wanted IS NOT NULL THEN
      SELECT * INTO c FROM customer t WHERE t.organization_id = organization AND t.id = wanted FOR KEY SHARE;
      IF NOT FOUND THEN
        RETURN NULL;
      END IF;
      IF c.merged_into IS NULL THEN
        RETURN jsonb_build_object('id', c.id, 'name', c.name, 'firstName', c.first_name, 'lastName', c.last_name, 'email', c.email, 'phone', c.phone, 'isNew', false);
      END IF;
      asked_id := c.merged_into;
      CONTINUE;
    END IF;

    BEGIN
      INSERT INTO customer (organization_id, id, name, first_name, last_name, email, phone, search_text, created_at, updated_at)
      SELECT organization, r.id, r.name, r.first_name, r.last_name, r.email, r.phone, r.search_text, r.created_at, r.created_at
      FROM jsonb_populate_record(NULL::customer, newcomer) r;
      INSERT INTO contact_point (organization_id, customer_id, medium, value, shown, is_primary)
      SELECT organization, (newcomer->>'id')::uuid, p.medium, p.value, p.shown, true
      FROM jsonb_to_recordset(newcomer->'contact_points') AS p(medium text, value text, shown text) ORDER BY p.medium;
      RETURN jsonb_build_object('id', newcomer->'id', 'isNew', true);
    EXCEPTION WHEN unique_violation THEN
      -- Somebody with this email or phone arrived at the same moment and is there now: go and find them.
    END;
  END LOOP;
END $$;

-- commit_changes with the answer beside the changes: inside them, as JSON within JSON, most of what is parsed would be the answer.
-- What commit_changes itself still takes as `answered` is for nodes of the version before.
CREATE FUNCTION commit_answered(organization uuid, changes jsonb, request text, answer_status int, answer_body text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM commit_changes(organization, changes);
  UPDATE idempotency_record SET status = answer_status, body = answer_body WHERE organization_id = organization AND request_hash = decode(request, 'hex');
END $$;
GRANT EXECUTE ON FUNCTION commit_answered TO docket_app;
