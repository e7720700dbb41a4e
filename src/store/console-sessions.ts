import type { ConsoleSessions } from './console-session-types.ts'
import type { Database } from './database.ts'

/** Console sessions and sign-in links. Only hashes are stored. */
export const consoleSessions = (db: Database): ConsoleSessions => ({
  insert: async ({ hash, kind, createdAt, expiresAt }) => {
    await db
      .insertInto('console_sessions')
      .values({ hash, kind, created_at: createdAt, expires_at: expiresAt })
      .execute()
  },

  isLive: async (hash, kind, at) => {
    const row = await db
      .selectFrom('console_sessions')
      .select('kind')
      .where('hash', '=', hash)
      .where('kind', '=', kind)
      .where('expires_at', '>', at)
      .executeTakeFirst()
    return row !== undefined
  },

  take: async (hash, kind, at) => {
    const row = await db
      .deleteFrom('console_sessions')
      .where('hash', '=', hash)
      .where('kind', '=', kind)
      .returning('expires_at as expiresAt')
      .executeTakeFirst()
    return row !== undefined && row.expiresAt > at
  },

  clean: async (at) => {
    await db.deleteFrom('console_sessions').where('expires_at', '<=', at).execute()
  },

  clear: async () => {
    await db.deleteFrom('console_sessions').execute()
  },
})
