-- What an order is by facts of few values each: a list filtered by some of them looks up which combinations there are at all, and
-- walks only those that fit, each in order of placing. One entry an order instead of one for each filter. A fact that an order
-- lacks stands as '', so that each combination has one place; by CASE, because row level security lets no other function of a
-- column be looked up in an index.
CREATE INDEX orders_by_facts ON orders (organization_id, channel, status_id, step,
  (CASE WHEN phase IS NULL THEN '' ELSE phase END), (CASE WHEN location IS NULL THEN '' ELSE location END), placed_at DESC, id DESC) WHERE archived_at IS NULL;
CREATE INDEX orders_archived_by_facts ON orders (organization_id, channel, status_id, step,
  (CASE WHEN phase IS NULL THEN '' ELSE phase END), (CASE WHEN location IS NULL THEN '' ELSE location END), placed_at DESC, id DESC) WHERE archived_at IS NOT NULL;
