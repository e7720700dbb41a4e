import type { Dependencies } from '../operations/operation.ts'
import { hashSecret } from './stores/access-token.ts'

/** Half a day, so that a person signs in once a day. */
const sessionMs = 12 * 3_600_000
/** Long enough to find the link in the log, and too short for anyone who reads the log later. */
const linkMs = 3_600_000
const secretBytes = 32

/** A new secret. Only its hash is stored. */
export interface ConsoleSecret {
  readonly secret: string
  readonly expiresAt: Date
}

/** Sessions of the console and links that open one. Callers have verified the admin token. */
export interface ConsoleAccess {
  readonly openSession: () => Promise<ConsoleSecret>
  readonly isOpen: (session: string) => Promise<boolean>
  readonly closeSession: (session: string) => Promise<void>
  /** Creates a secret that opens one session within an hour. */
  readonly makeLink: () => Promise<ConsoleSecret>
  /** Exchanges a link for a session. Undefined if the link was used, has expired or is unknown. */
  readonly followLink: (link: string) => Promise<ConsoleSecret | undefined>
}

/** Sessions and links of the console. They are in the database, so that clearing them ends them on all replicas. */
export const consoleAccess = ({
  store: { consoleSessions },
  now,
  randomBytes,
}: Dependencies): ConsoleAccess => {
  const make = async (kind: 'session' | 'link', lifetimeMs: number): Promise<ConsoleSecret> => {
    const createdAt = now()
    const expiresAt = new Date(createdAt.getTime() + lifetimeMs)
    const secret = Buffer.from(randomBytes(secretBytes)).toString('base64url')
    await consoleSessions.clean(createdAt)
    await consoleSessions.insert({ hash: hashSecret(secret), kind, createdAt, expiresAt })
    return { secret, expiresAt }
  }
  const openSession = () => make('session', sessionMs)

  return {
    openSession,
    isOpen: (session) => consoleSessions.isLive(hashSecret(session), 'session', now()),
    closeSession: async (session) => {
      await consoleSessions.take(hashSecret(session), 'session', now())
    },
    makeLink: () => make('link', linkMs),
    followLink: async (link) =>
      (await consoleSessions.take(hashSecret(link), 'link', now())) ? openSession() : undefined,
  }
}
