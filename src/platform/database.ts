import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import { APP_ROLE } from './migrate.ts'
import { pipelineOn } from './pipeline.ts'
import type { Tables } from './tables.ts'

export type Database = {
  pool: pg.Pool
  db: Kysely<Tables>
  /** One connection beside the pool, for the little that must last even where the transaction it was needed in is undone. */
  beside: Kysely<Tables>
  /**
   * Works on one connection of the pool. A statement is sent as soon as it is asked for and they are answered in that order, so
   * whoever asks for two before awaiting the first waits once for both.
   */
  onOneConnection<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  url: string
  close(): Promise<void>
}

// bigint and numeric come back as numbers: amounts are bounded far below 2^53 (kernel/money.ts), quantities have three decimals.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
// Instants travel as ISO text from the database to the wire; nobody computes with Date in between.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => new Date(text).toISOString())

/**
 * Opens the one pool of this program. Every connection works as the application's role from its first statement on, so no
 * query can run with the owner's rights; `assertRestricted` proves it before the program answers anyone.
 */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = openPool(url, options.max ?? 10)
  // Never one of the pool's own: transactions that together hold all of those and each wait for one more would wait for ever.
  const beside = openPool(url, 1)
  return {
    pool, db: kyselyOn(pool), beside: kyselyOn(beside), onOneConnection: connectionsOf(pool), url,
    async close() {
      await Promise.all([pool.end(), beside.end()])
    },
  }
}

function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    application_name: 'docket',
    options: `-c role=${APP_ROLE} -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC`,
    connectionTimeoutMillis: 10_000,
  })
  // A connection that dies (PostgreSQL was restarted) is replaced by the pool; without listeners, of the pool for idle ones and
  // of the connection itself for those in use between two statements, it would end the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function kyselyOn(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
}

// Kysely's own way to hold a connection waits for each answer before it sends the next statement.
function connectionsOf(pool: pg.Pool): Database['onOneConnection'] {
  const dialect = new PostgresDialect({ pool: preparing(pool) })
  const [config, driver, pooled] = [{ dialect }, dialect.createDriver(), new Kysely<Tables>({ dialect }).getExecutor()]
  return (work) => pooled.provideConnection(async (connection) => {
    let isHeld = true
    const executor = pooled.withConnectionProvider({
      // Whoever still asks when the work has ended would ask in the middle of somebody else's.
      provideConnection: async (consumer) => {
        if (!isHeld) throw new Error('This connection was given back: what asks on it must have ended before')
        return consumer(connection)
      },
    })
    try {
      return await work(new Kysely<Tables>({ config, dialect, driver, executor }))
    } finally {
      isHeld = false
    }
  })
}

/** Refuses to go on with a role that could read past row level security or owns an organization's tables. */
export async function assertRestricted({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ unsafe: boolean }>(`
    SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS unsafe
    FROM pg_roles r WHERE r.rolname = current_user`)
  if (rows[0]?.unsafe !== false) throw new Error('The database role Docket works as may bypass row level security. Docket does not start like that.')
}

// Statements are named by their text, so that PostgreSQL parses and plans each once a connection: unnamed ones cost almost half
// of a point read. Lists are built from a bounded vocabulary of filters, so names stay few.
function preparing(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect()
      const ask = pipelineOn(client)
      return {
        query: (text: unknown, values?: readonly unknown[]) => {
          if (typeof text !== 'string') throw new TypeError('Cursors are opened on a client of their own')
          return ask({ name: nameOf(text), text, values: values ?? [] }) as never
        },
        release: () => client.release(),
      }
    },
    end: () => pool.end(),
  }
}

const names = new Map<string, string>()
const NAMES_KEPT = 2000

function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url')
    if (names.size < NAMES_KEPT) names.set(text, name)
  }
  return name
}
