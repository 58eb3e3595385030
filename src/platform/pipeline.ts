import pg from 'pg'

/** A statement with its parameters. PostgreSQL parses and plans each name once a connection. */
export type Statement = { name: string; text: string; values: readonly unknown[] }

/**
 * Asks on one connection. What is asked for in one turn of the program leaves in one write and is answered in one, because every
 * write wakes the other side. Within a transaction, what comes behind a statement that fails is skipped, and fails with it.
 */
export function pipelineOn(client: pg.ClientBase): (statement: Statement) => Promise<pg.QueryResult> {
  let turn: Asked[] = []
  return ({ name, text, values }) => new Promise((resolve, reject) => {
    const answered = (error: Error | undefined, result: pg.ResultBuilder) => (error ? reject(error) : resolve(result))
    const query = new Unsynced(text, values.map(written), answered)
    query.name = name
    if (turn.push({ query, name, text }) > 1) return
    process.nextTick(() => {
      const asked = turn
      turn = []
      client.query(new Turn(asked) as unknown as pg.Submittable)
    })
  })
}

// As the driver would write it, but before anything is sent: a parameter that cannot be written is its asker's alone.
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written)
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !ArrayBuffer.isView(value) ? JSON.stringify(value) : value
}

type Asked = { query: DriverQuery; name: string; text: string }

// What the driver has and its types do not tell.
type DriverQuery = {
  name: string | undefined
  text: string | undefined
  portal: string
  submit(connection: DriverConnection): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: DriverConnection): void
  handleError(error: unknown, connection: DriverConnection): void
  handleReadyForQuery(connection: DriverConnection): void
}
type DriverConnection = pg.Connection & { submittedNamedStatements: Record<string, string>; execute(portal: { portal: string }): void; sync(): void }
type DriverAnswer = (error: Error | undefined, result: pg.ResultBuilder) => void

const DriverQuery = pg.Query as unknown as new (text: string, values?: unknown[], answered?: DriverAnswer) => DriverQuery

class Unsynced extends DriverQuery {
  // Where the driver would let a Sync follow.
  _getRows(connection: DriverConnection): void {
    connection.execute({ portal: this.portal })
  }
}

/**
 * Several statements that the driver takes for one of its own. They share one Sync, at which PostgreSQL sends all it has to say.
 * None is answered before that: only then does a statement outside of a transaction last.
 */
class Turn extends DriverQuery {
  readonly #asked: Asked[]
  #at = 0

  constructor(asked: Asked[]) {
    super('')
    this.#asked = asked
    this.#goTo(0)
  }

  override submit(connection: DriverConnection): null {
    connection.stream.cork()
    for (const { query } of this.#asked) query.submit(connection)
    connection.sync()
    connection.stream.uncork()
    return null
  }

  override handleRowDescription(message: unknown): void {
    this.#asked[this.#at]?.query.handleRowDescription(message)
  }

  override handleDataRow(message: unknown): void {
    this.#asked[this.#at]?.query.handleDataRow(message)
  }

  override handleCommandComplete(message: unknown, connection: DriverConnection): void {
    this.#asked[this.#at]?.query.handleCommandComplete(message, connection)
    this.#goTo(this.#at + 1)
  }

  override handleReadyForQuery(connection: DriverConnection): void {
    for (const { query } of this.#asked) query.handleReadyForQuery(connection)
  }

  override handleError(error: unknown, connection: DriverConnection): void {
    // What fails behind the last statement is the end of the transaction that they all were.
    const firstFailed = this.#at < this.#asked.length ? this.#at : 0
    this.#asked.forEach(({ query, name }, i) => {
      if (i < firstFailed) return query.handleReadyForQuery(connection)
      delete connection.submittedNamedStatements[name]
      query.handleError(error, connection)
    })
  }

  // By the name of the statement at work the driver keeps account of what PostgreSQL has parsed.
  #goTo(at: number): void {
    this.#at = at
    this.name = this.#asked[at]?.name
    this.text = this.#asked[at]?.text
  }
}
