import type { Connections } from './connections.ts'
import type { StartFailure } from './start-failure.ts'
import type { Store } from './store.ts'

/** A PostgreSQL server by its URL, or PGlite in a directory (`memory:`: nothing is kept). */
export interface StoreOptions {
  readonly databaseUrl?: string
  readonly dataDir?: string
  /** How long a server may take to be reached. */
  readonly waitSeconds?: number
  /** Sentences for people, while that takes long. */
  readonly notice?: (sentence: string) => void
}

export interface OpenStore {
  readonly kind: 'postgresql' | 'embedded'
  readonly store: Store
  /** Whether the database answers and has had every migration. Never throws. */
  readonly ready: () => Promise<boolean>
  readonly connections: () => Connections
  /** Resolves with a sentence when the database has ended for good, and the program has to be started again. */
  readonly ended: Promise<StartFailure>
  /** Lets what is under way finish. */
  readonly close: () => Promise<void>
}
