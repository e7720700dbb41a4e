import type { Connections } from './connections.ts'
import type { StartFailure } from './start-failure.ts'
import type { Store } from './store.ts'

/** A PostgreSQL server by its URL, or PGlite in a directory. `memory:`: PGlite in memory. */
export interface StoreOptions {
  readonly databaseUrl?: string
  readonly dataDir?: string
  /** How long to wait for a server that cannot be reached. */
  readonly waitSeconds?: number
  /** Receives sentences for the operator during that wait. */
  readonly notice?: (sentence: string) => void
}

export interface OpenStore {
  readonly kind: 'postgresql' | 'embedded'
  readonly store: Store
  /** Whether the database responds and every migration has run. Never throws. */
  readonly ready: () => Promise<boolean>
  readonly connections: () => Connections
  /** Resolves with the reason when the database has ended and the program has to be restarted. */
  readonly ended: Promise<StartFailure>
  /** Waits for queries in flight, and closes the database. */
  readonly close: () => Promise<void>
}
