/** A session of the console, or a link that opens one once. */
export type ConsoleSessionKind = 'session' | 'link'

/** Who is signed in to the console, by the hash of a secret that only the browser has; the same for all replicas. */
export interface ConsoleSessions {
  readonly insert: (row: {
    readonly hash: Uint8Array
    readonly kind: ConsoleSessionKind
    readonly createdAt: Date
    readonly expiresAt: Date
  }) => Promise<void>
  /** Whether there is one that has not expired. */
  readonly isLive: (hash: Uint8Array, kind: ConsoleSessionKind, at: Date) => Promise<boolean>
  /** Deletes it; says whether it was there and had not expired. Of many calls at once, one is told so. */
  readonly take: (hash: Uint8Array, kind: ConsoleSessionKind, at: Date) => Promise<boolean>
  /** Deletes what has expired. */
  readonly clean: (at: Date) => Promise<void>
  /** Deletes all: everybody is signed out, and no link opens anything. */
  readonly clear: () => Promise<void>
}
