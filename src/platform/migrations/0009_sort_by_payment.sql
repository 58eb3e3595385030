-- A page sorted by payment walks (rank, id), as every other sort walks (its key, id).
DROP INDEX orders_payment;
CREATE INDEX orders_payment ON orders (organization_id, payment_rank, id);
