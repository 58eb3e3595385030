-- Whether the business was open when an order was placed, noted then: hours change, and what was placed at night stays so. Unknown of
-- orders that were there before, that were imported, and that nodes of the version before place.
ALTER TABLE orders ADD COLUMN placed_within_hours boolean;
