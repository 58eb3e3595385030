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
GRANT EXECUTE ON FUNCTION open_claimed(uuid, text, text) TO docket_app;
