-- What is archived stays out of the way of lists, and of their indexes, too: of a business that is some years old, nearly
-- everything is archived, and what is oldest, due first or refunded would be found behind all of it. So what lists are walked
-- along holds what is not archived; the archive has its own, which cost nothing until something is archived. An order without a
-- date stands in no index of that date: where a list comes to them, they follow as they were placed.
CREATE INDEX orders_by_placed ON orders (organization_id, placed_at DESC, id DESC) WHERE archived_at IS NULL;
DROP INDEX orders_payment;
CREATE INDEX orders_by_payment ON orders (organization_id, payment_rank, placed_at, id) WHERE archived_at IS NULL;
CREATE INDEX orders_archived_by_payment ON orders (organization_id, payment_rank, placed_at, id) WHERE archived_at IS NOT NULL;
DROP INDEX orders_due;
CREATE INDEX orders_by_due ON orders (organization_id, due_at, id) WHERE due_at IS NOT NULL AND archived_at IS NULL;
CREATE INDEX orders_archived_by_due ON orders (organization_id, due_at, id) WHERE due_at IS NOT NULL AND archived_at IS NOT NULL;
DROP INDEX orders_scheduled;
CREATE INDEX orders_by_scheduled ON orders (organization_id, scheduled_at, id) WHERE scheduled_at IS NOT NULL AND archived_at IS NULL;
CREATE INDEX orders_archived_by_scheduled ON orders (organization_id, scheduled_at, id) WHERE scheduled_at IS NOT NULL AND archived_at IS NOT NULL;
DROP INDEX orders_by_manager;
CREATE INDEX orders_by_manager ON orders (organization_id, manager_id, placed_at DESC, id DESC) WHERE manager_id IS NOT NULL AND archived_at IS NULL;

-- Why an import stopped, in words for whoever started it.
ALTER TABLE import ADD COLUMN failed_because text;
