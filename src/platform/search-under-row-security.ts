import type pg from 'pg'

// Row level security lets an index answer only conditions whose functions are marked as leaking nothing of the rows they
// look at; for all others every row of an organization is read first. These few are used by search and by filters on lists
// of words. None puts a row's content into an error or anywhere else, so the mark is true of them: PostgreSQL just does not
// set it by itself.
const FUNCTIONS = [
  'textlike(text,text)',
  'lower(text)',
  'word_similarity_op(text,text)',
  'word_similarity_commutator_op(text,text)',
  'arraycontains(anyarray,anyarray)',
  'arrayoverlap(anyarray,anyarray)',
]

/**
 * Makes search use its indexes. It is done at every migration, because a backup does not carry such marks, and only by a
 * superuser, as whom the embedded PostgreSQL is prepared; elsewhere search stays right and gets slower with size.
 */
export async function prepareSearch(client: pg.Client): Promise<void> {
  await client.query(`DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY[${FUNCTIONS.map((name) => `'${name}'`).join(', ')}]::regprocedure[] LOOP
      IF NOT (SELECT p.proleakproof FROM pg_proc p WHERE p.oid = f) THEN
        EXECUTE format('ALTER FUNCTION %s LEAKPROOF', f);
      END IF;
    END LOOP;
  EXCEPTION WHEN insufficient_privilege THEN NULL;
  END $$`)
}
