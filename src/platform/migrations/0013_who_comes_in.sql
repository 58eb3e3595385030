-- Who comes in, whose key it is, how often somebody may try, and what was refused to whom.

-- ---- whether anything was founded here yet

-- Organizations show themselves to nobody before one is known, so that one was founded is noted beside them. Row level security
-- binds the owner of the tables as well, and is lifted for the one look at what was there before.
ALTER TABLE organization NO FORCE ROW LEVEL SECURITY;
INSERT INTO installation (key, value) SELECT 'founded', 'true' WHERE EXISTS (SELECT FROM organization) ON CONFLICT (key) DO NOTHING;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;

-- ---- API keys that work on what a member is assigned to

ALTER TABLE api_key ADD COLUMN member_id uuid;
ALTER TABLE api_key ADD FOREIGN KEY (organization_id, member_id) REFERENCES member (organization_id, id);

-- The API key that was presented, with the short name of its organization, and the member whose work it does. Where that member
-- has no access any more, neither has the key. (api_key_presenting stays for nodes of the version before.)
CREATE FUNCTION api_client_presenting(presented text)
RETURNS TABLE (organization_id uuid, id uuid, name text, role text, last_used_at timestamptz, slug text, member_id uuid, user_id uuid)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.presented_token', presented, true);
  SELECT k.organization_id, k.id, k.name, k.role, k.last_used_at, k.member_id INTO organization_id, id, name, role, last_used_at, member_id
  FROM api_key k WHERE k.token_hash = decode(presented, 'hex') AND k.revoked_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM set_config('app.organization', organization_id::text, true);
  IF member_id IS NOT NULL THEN
    SELECT m.user_id INTO user_id FROM member m
    WHERE m.organization_id = api_client_presenting.organization_id AND m.id = api_client_presenting.member_id AND m.is_active;
    IF NOT FOUND THEN
      RETURN;
    END IF;
  END IF;
  SELECT o.slug INTO slug FROM organization o WHERE o.organization_id = api_client_presenting.organization_id;
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION api_client_presenting TO docket_app;

-- ---- how often somebody may try, on all nodes together (docs/decisions/0013)

-- A pool of tokens for each of those who try, by a hash of who that is. Its rows are worth nothing after a crash.
CREATE UNLOGGED TABLE rate_limit (
  pool bytea PRIMARY KEY,
  tokens double precision NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX rate_limit_age ON rate_limit (at);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO docket_app;

-- Spends `wanted` tokens of a pool that holds at most `burst` and gets `per_second` of them, or none where one is not there whole.
-- Answers how many seconds it takes until there is one; 0 where there was. Spending none is a look.
CREATE FUNCTION take_token(asked bytea, per_second double precision, burst double precision, wanted int) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
  held double precision;
BEGIN
  IF wanted > 0 THEN
    INSERT INTO rate_limit (pool, tokens) VALUES (asked, burst) ON CONFLICT DO NOTHING;
    SELECT least(burst, r.tokens + per_second * greatest(0, extract(epoch FROM clock_timestamp() - r.at))) INTO held
    FROM rate_limit r WHERE r.pool = asked FOR UPDATE;
  ELSE
    SELECT least(burst, r.tokens + per_second * greatest(0, extract(epoch FROM clock_timestamp() - r.at))) INTO held FROM rate_limit r WHERE r.pool = asked;
  END IF;
  -- Not there, or swept away this very moment: full.
  held := coalesce(held, burst);
  IF held < 1 THEN
    RETURN (1 - held) / per_second;
  END IF;
  IF wanted > 0 THEN
    UPDATE rate_limit r SET tokens = held - wanted, at = clock_timestamp() WHERE r.pool = asked;
  END IF;
  RETURN 0;
END $$;
GRANT EXECUTE ON FUNCTION take_token TO docket_app;

-- ---- what was refused for security

-- Of whoever no organization is known of, the organization is all zeros. The network is that of the address: an IPv4 address, or
-- the /64 of an IPv6 one. What is the same within a moment is one row with a count.
CREATE TABLE security_refusal (
  organization_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  refused text NOT NULL,
  who text NOT NULL,
  who_id uuid,
  method text NOT NULL,
  route text NOT NULL,
  network text NOT NULL,
  request_id text NOT NULL,
  count int NOT NULL DEFAULT 1,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX security_refusal_age ON security_refusal (at);
ALTER TABLE security_refusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE security_refusal FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON security_refusal USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
-- Appended to and read; only what is older than ninety days may go, and only by the clock.
CREATE POLICY old_enough ON security_refusal AS RESTRICTIVE FOR DELETE USING (current_setting('app.pruning', true) = 'on' AND at < now() - interval '90 days');
CREATE POLICY pruned_by_the_clock ON security_refusal FOR SELECT USING (current_setting('app.pruning', true) = 'on' AND at < now() - interval '90 days');
CREATE POLICY deleted_by_the_clock ON security_refusal FOR DELETE USING (current_setting('app.pruning', true) = 'on' AND at < now() - interval '90 days');
GRANT SELECT, INSERT, DELETE ON security_refusal TO docket_app;

-- Adds what was refused, of several organizations at once.
CREATE FUNCTION keep_security_refusals(refusals jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  organization uuid;
BEGIN
  FOR organization IN SELECT DISTINCT r.organization_id FROM jsonb_to_recordset(refusals) AS r(organization_id uuid) LOOP
    PERFORM set_config('app.organization', organization::text, true);
    INSERT INTO security_refusal (organization_id, id, at, refused, who, who_id, method, route, network, request_id, count)
    SELECT r.* FROM jsonb_to_recordset(refusals) AS r(organization_id uuid, id uuid, at timestamptz, refused text, who text, who_id uuid, method text,
      route text, network text, request_id text, count int)
    WHERE r.organization_id = organization;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION keep_security_refusals TO docket_app;
