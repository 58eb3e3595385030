-- Orders that come in files. A file is taken apart while it arrives, so its rows wait here, where every node can go on with
-- them, and nothing else of it is kept (docs/importing.md).

CREATE TABLE import (
  organization_id uuid NOT NULL REFERENCES organization,
  id uuid NOT NULL,
  file_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('uploading', 'uploaded', 'running', 'finished', 'failed')),
  source text NOT NULL,
  columns jsonb NOT NULL,
  fingerprint bytea NOT NULL,
  upload_key bytea,
  content_hash bytea,
  mapping jsonb,
  rows int NOT NULL DEFAULT 0,
  orders int NOT NULL DEFAULT 0,
  imported int NOT NULL DEFAULT 0,
  failed int NOT NULL DEFAULT 0,
  duplicates int NOT NULL DEFAULT 0,
  -- Every order of the file up to this row is dealt with; moves in the transaction that deals with them.
  done_to_row int NOT NULL DEFAULT 0,
  -- The column the orders were grouped by.
  grouped_by text,
  problems jsonb NOT NULL DEFAULT '[]',
  problem_count int NOT NULL DEFAULT 0,
  actor jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX import_by_upload_key ON import (organization_id, upload_key) WHERE upload_key IS NOT NULL;

CREATE TABLE import_row (
  organization_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row int NOT NULL,
  cells jsonb NOT NULL,
  PRIMARY KEY (organization_id, import_id, row),
  FOREIGN KEY (organization_id, import_id) REFERENCES import
);

-- Which rows make an order, in the order of their first ones; rows of one order need not be neighbours.
CREATE TABLE import_order (
  organization_id uuid NOT NULL,
  import_id uuid NOT NULL,
  first_row int NOT NULL,
  number text NOT NULL,
  rows int[] NOT NULL,
  PRIMARY KEY (organization_id, import_id, first_row),
  FOREIGN KEY (organization_id, import_id) REFERENCES import
);

-- What was chosen the last time a file with these columns came.
CREATE TABLE import_mapping (
  organization_id uuid NOT NULL REFERENCES organization,
  fingerprint bytea NOT NULL,
  mapping jsonb NOT NULL,
  PRIMARY KEY (organization_id, fingerprint)
);

-- What other programs call a customer, by which files name them again.
CREATE TABLE customer_reference (
  organization_id uuid NOT NULL REFERENCES organization,
  source text NOT NULL,
  reference text NOT NULL,
  customer_id uuid NOT NULL,
  PRIMARY KEY (organization_id, source, reference),
  FOREIGN KEY (organization_id, customer_id) REFERENCES customer
);
CREATE INDEX customer_reference_by_customer ON customer_reference (organization_id, customer_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['import', 'import_row', 'import_order', 'import_mapping', 'customer_reference'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_organization ON %I USING (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
      WITH CHECK (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON import, import_row, import_order, import_mapping, customer_reference TO docket_app;
