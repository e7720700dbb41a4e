export interface PostgresqlServerOptions {
  /** Of the program postgres, as in `-c fsync=off`. */
  readonly options?: readonly string[]
  readonly initdb?: readonly string[]
  /** A command line that goes before every program. */
  readonly within?: readonly string[]
  /** The folder in which the data are, when not in one that the server makes. */
  readonly disk?: string
}

export interface PostgresqlServer {
  readonly url: string
  readonly log: () => string
  /** What kept it from starting; undefined once it runs. */
  readonly tryStart: () => string | undefined
  readonly start: () => void
  readonly stop: () => void
  /** kill -9 of the server's first process alone, of all of its processes, or of one that serves a connection. */
  readonly kill: (which: 'first' | 'all' | 'one') => void
  /** Stops it, and deletes what it wrote. */
  readonly remove: () => void
}

/** A server that listens on a free port of this machine only, empty and not started yet. */
export declare const postgresqlServer: (
  options?: PostgresqlServerOptions,
) => Promise<PostgresqlServer>

/** Starts one; its URL, and how it is stopped. Or a sentence on why there is none. */
export declare const startPostgresql: (options?: {
  readonly durable?: boolean
}) => Promise<string | { readonly url: string; readonly stop: () => void }>
