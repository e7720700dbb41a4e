import type { Dependencies } from '../operations/operation.ts'
import { hashSecret } from './stores/access-token.ts'

/** Half a day: somebody who works with the console signs in once. */
const sessionMs = 12 * 3_600_000
/** Long enough to find the link in a log, too short for a log that somebody finds. */
const linkMs = 3_600_000
const secretBytes = 32

/** A secret that was just made: the only time that it is known. */
export interface ConsoleSecret {
  readonly secret: string
  readonly expiresAt: Date
}

/** Who may see the console. Whoever asks for a session or a link has shown the admin token before. */
export interface ConsoleAccess {
  readonly openSession: () => Promise<ConsoleSecret>
  readonly isOpen: (session: string) => Promise<boolean>
  readonly closeSession: (session: string) => Promise<void>
  /** A secret that opens one session within the hour. */
  readonly makeLink: () => Promise<ConsoleSecret>
  /** Uses a link up; undefined when it was used before, has expired or never was. */
  readonly followLink: (link: string) => Promise<ConsoleSecret | undefined>
}

/** Sessions and links of the console. They end at once when the store's are cleared, on all replicas. */
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
