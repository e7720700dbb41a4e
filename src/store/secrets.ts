import type { Database } from './database.ts'
import type { Store } from './store.ts'

/** Hashes of secrets, by name. */
export const secrets = (db: Database): Store['secrets'] => {
  const find = async (name: string) => {
    const row = await db
      .selectFrom('secrets')
      .select('hash')
      .where('name', '=', name)
      .executeTakeFirst()
    return row?.hash
  }

  return {
    find,

    keep: async (name, hash, at) => {
      const known = await find(name)
      if (known !== undefined) return known // the case of every start but the first
      await db
        .insertInto('secrets')
        .values({ name, hash, created_at: at })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      return (await find(name)) ?? hash
    },

    replace: async (name, hash, at) => {
      await db
        .insertInto('secrets')
        .values({ name, hash, created_at: at })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ hash, created_at: at }))
        .execute()
    },
  }
}
