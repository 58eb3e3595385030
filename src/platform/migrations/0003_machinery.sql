-- What follows a change: the relay hands events on, subscribers run once, the clock prunes what is no longer needed.

-- That a subscriber has dealt with an event; committed together with what the subscriber changed.
CREATE TABLE subscriber_done (
  organization_id uuid NOT NULL REFERENCES organization,
  subscriber text NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, subscriber, event_id)
);
CREATE INDEX subscriber_done_age ON subscriber_done (at);
ALTER TABLE subscriber_done ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscriber_done FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON subscriber_done USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON subscriber_done TO docket_app;

-- The clock prunes for all organizations at once; it may see and delete what is past its time, and nothing younger.
CREATE POLICY pruned_by_the_clock ON idempotency_record FOR SELECT
  USING (current_setting('app.pruning', true) = 'on' AND created_at < now() - interval '24 hours');
CREATE POLICY deleted_by_the_clock ON idempotency_record FOR DELETE
  USING (current_setting('app.pruning', true) = 'on' AND created_at < now() - interval '24 hours');
CREATE POLICY pruned_by_the_clock ON subscriber_done FOR SELECT
  USING (current_setting('app.pruning', true) = 'on' AND at < now() - interval '30 days');
CREATE POLICY deleted_by_the_clock ON subscriber_done FOR DELETE
  USING (current_setting('app.pruning', true) = 'on' AND at < now() - interval '30 days');

-- Rows of these live for milliseconds; waiting until a fifth of the table is dead would make every look at its head slower.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE order_tally_delta SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE order_timer SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Moves one batch of events from the outbox to the feed, folds the counts of the organizations it touches, queues what
-- subscribers follow them with and tells every node once: all of it or nothing, in one round trip.
-- `subscriptions` is [{"type": "order.placed", "subscriber": "count-orders"}, …].
-- A batch ends at 500 changes or 5,000 events, so that an import does not keep everybody else's events waiting.
CREATE FUNCTION relay_batch(subscriptions jsonb, OUT moved int, OUT more boolean) LANGUAGE plpgsql AS $$
DECLARE
  organization uuid;
  ids uuid[];
  newest bigint;
  highest bigint := 0;
  touched uuid[] := '{}';
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
    WITH happened AS (
      SELECT e.type, e.data FROM event e
      WHERE e.organization_id = organization AND e.id = ANY (ids) AND e.type IN ('order.placed', 'order.updated')
    ), counted AS (
      SELECT data->>'customerId' AS customer_id, 1 AS change FROM happened WHERE type = 'order.placed'
      UNION ALL SELECT data->'changes'->'customerId'->>'to', 1 FROM happened WHERE type = 'order.updated'
      UNION ALL SELECT data->'changes'->'customerId'->>'from', -1 FROM happened WHERE type = 'order.updated'
    )
    UPDATE customer c SET order_count = c.order_count + t.change
    FROM (SELECT customer_id::uuid AS id, sum(change) AS change FROM counted WHERE customer_id IS NOT NULL GROUP BY customer_id) t
    WHERE c.organization_id = organization AND c.id = t.id;

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
GRANT EXECUTE ON FUNCTION relay_batch(jsonb) TO docket_app;
