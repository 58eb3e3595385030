import type pg from 'pg'

const ROWS_AT_ONCE = 500

/** Every table that is Docket's own, each after those it refers to. */
export async function readTables(owner: pg.Client): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(`SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'schema_migration' ORDER BY relname`)
  const { rows: references } = await owner.query<{ from: string; to: string }>(`SELECT f.relname AS "from", t.relname AS "to" FROM pg_constraint k
    JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid WHERE k.contype = 'f' AND f.relnamespace = 'public'::regnamespace`)
  const ordered: string[] = []
  let waiting = tables.map(({ name }) => name)
  while (waiting.length > 0) {
    const ready = waiting.filter((name) => references.every(({ from, to }) => from !== name || to === name || ordered.includes(to)))
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle')
    ordered.push(...ready)
    waiting = waiting.filter((name) => !ready.includes(name))
  }
  return ordered
}

export async function readMigrations(owner: pg.Client): Promise<{ name: string; checksum: string }[]> {
  return (await owner.query<{ name: string; checksum: string }>('SELECT name, checksum FROM schema_migration ORDER BY name')).rows
}

/** The rows of a table as lines of JSON, some at a time. */
export async function* readRows(owner: pg.Client, table: string): AsyncGenerator<string[]> {
  await owner.query(`DECLARE saved NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS line FROM "${table}" t`)
  for (;;) {
    const { rows } = await owner.query<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM saved`)
    if (rows.length === 0) break
    yield rows.map(({ line }) => line)
  }
  await owner.query('CLOSE saved')
}

export async function insertRows(owner: pg.Client, table: string, lines: string[]): Promise<void> {
  await owner.query(`INSERT INTO "${table}" OVERRIDING SYSTEM VALUE SELECT r.* FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb) r`, [`[${lines.join(',')}]`])
}

/** What waits to be done. It comes back as new jobs, since a job may be run again anyway. */
export async function readJobs(owner: pg.Client): Promise<object[]> {
  const { rows } = await owner.query<{ job: object }>(`SELECT json_build_object('task', t.identifier, 'payload', j.payload, 'queue', q.queue_name, 'key', j.key, 'runAt', j.run_at) AS job
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
    WHERE j.attempts < j.max_attempts ORDER BY j.id`)
  return rows.map(({ job }) => job)
}

export async function insertJobs(owner: pg.Client, jobs: object[]): Promise<void> {
  await owner.query(`SELECT graphile_worker.add_job(j.task, j.payload, queue_name => j.queue, run_at => j."runAt", job_key => j.key)
    FROM json_to_recordset($1::json) AS j(task text, payload json, queue text, key text, "runAt" timestamptz)`, [JSON.stringify(jobs)])
}

/** Lets every counter go on behind the highest number that is there. */
export async function setSequences(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ table: string; column: string }>(`SELECT c.relname AS "table", a.attname AS "column" FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND pg_get_serial_sequence(format('%I', c.relname), a.attname) IS NOT NULL AND a.attnum > 0`)
  for (const { table, column } of rows) {
    await owner.query(`SELECT setval(pg_get_serial_sequence('"${table}"', '${column}'), (SELECT coalesce(max("${column}"), 0) + 1 FROM "${table}"), false)`)
  }
}
