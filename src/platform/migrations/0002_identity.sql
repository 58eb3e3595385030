-- People and how they prove who they are. These four tables belong to no organization: a person may be a member of several.
-- Their columns are what better-auth keeps (docs/decisions/0001); what it does with them is src/features/identity/create-auth.ts.

CREATE TABLE "user" (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- The token itself is only ever in the cookie. The check refuses a session that somebody forgot to hash.
CREATE TABLE session (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user" ON DELETE CASCADE,
  token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_by_user ON session (user_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE account (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user" ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_by_user ON account (user_id);

CREATE TABLE verification (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_by_identifier ON verification (identifier);

GRANT SELECT, INSERT, UPDATE, DELETE ON "user", session, account, verification TO docket_app;

-- ---- who asks, in one round trip

-- The person whose session was presented and, where an organization was named by id or short name, their membership of it.
-- The steps stand in this order because the policies let a person see their own memberships only once it is known who they are.
CREATE FUNCTION person_presenting(presented text, idle interval, named_organization text)
RETURNS TABLE (session_id uuid, user_id uuid, name text, email text, last_seen_at timestamptz, organization_id uuid, member_id uuid, role text)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT s.id, u.id, u.name, u.email, s.last_seen_at INTO session_id, user_id, name, email, last_seen_at
  FROM session s JOIN "user" u ON u.id = s.user_id
  WHERE s.token_hash = presented AND s.expires_at > now() AND s.last_seen_at > now() - idle;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF named_organization IS NOT NULL THEN
    PERFORM set_config('app.user', user_id::text, true);
    SELECT m.organization_id, m.id, m.role INTO organization_id, member_id, role
    FROM member m JOIN organization o ON o.organization_id = m.organization_id
    WHERE m.user_id = person_presenting.user_id AND m.is_active AND named_organization IN (o.slug, o.organization_id::text);
  END IF;
  RETURN NEXT;
END $$;

-- The API key that was presented, with the short name of its organization.
CREATE FUNCTION api_key_presenting(presented text)
RETURNS TABLE (organization_id uuid, id uuid, name text, role text, last_used_at timestamptz, slug text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.presented_token', presented, true);
  SELECT k.organization_id, k.id, k.name, k.role, k.last_used_at INTO organization_id, id, name, role, last_used_at
  FROM api_key k WHERE k.token_hash = decode(presented, 'hex') AND k.revoked_at IS NULL;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM set_config('app.organization', organization_id::text, true);
  SELECT o.slug INTO slug FROM organization o WHERE o.organization_id = api_key_presenting.organization_id;
  RETURN NEXT;
END $$;

-- Notes that a key is in use, at most once a minute.
CREATE FUNCTION touch_api_key(organization uuid, key uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  UPDATE api_key k SET last_used_at = now()
  WHERE k.organization_id = organization AND k.id = key AND (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute');
END $$;

GRANT EXECUTE ON FUNCTION person_presenting, api_key_presenting, touch_api_key TO docket_app;
