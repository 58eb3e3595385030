-- Who is ordering: the customer with this id, else with this email, else with this phone, else a new one; in one round trip.
--
-- Returns {id, name, firstName, lastName, email, phone, isNew}, or null where the id is nobody's. The row is locked as a foreign
-- key locks it, so that a merge waits for orders on their way to the customer it takes away, and they for it.
CREATE FUNCTION recognise_customer(organization uuid, asked_id uuid, asked_email text, asked_phone text, newcomer jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid;
  c customer;
BEGIN
  LOOP
    wanted := asked_id;
    IF wanted IS NULL THEN
      -- email before phone before whatsapp, which happens to be the alphabet
      SELECT p.customer_id INTO wanted FROM contact_point p
      WHERE p.organization_id = organization
        AND ((p.medium = 'email' AND p.value = asked_email) OR (p.medium = 'phone' AND p.value = asked_phone) OR (p.medium = 'whatsapp' AND p.value = asked_phone))
      ORDER BY p.medium LIMIT 1;
    END IF;

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
GRANT EXECUTE ON FUNCTION recognise_customer TO docket_app;
