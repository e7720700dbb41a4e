/** A session of the console, or a sign-in link that works once. */
export type ConsoleSessionKind = 'session' | 'link'

/** Console sessions and sign-in links, by the hash of a secret that only the browser has. All servers share them. */
export interface ConsoleSessions {
  readonly insert: (row: {
    readonly hash: Uint8Array
    readonly kind: ConsoleSessionKind
    readonly createdAt: Date
    readonly expiresAt: Date
  }) => Promise<void>
  /** Whether an unexpired one exists. */
  readonly isLive: (hash: Uint8Array, kind: ConsoleSessionKind, at: Date) => Promise<boolean>
  /** Deletes it. Returns whether it existed unexpired. Of concurrent calls, one gets true. */
  readonly take: (hash: Uint8Array, kind: ConsoleSessionKind, at: Date) => Promise<boolean>
  /** Deletes expired ones. */
  readonly clean: (at: Date) => Promise<void>
  /** Deletes all: signs everyone out and invalidates links. */
  readonly clear: () => Promise<void>
}
