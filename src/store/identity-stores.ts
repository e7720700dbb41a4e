import { sql } from 'kysely'
import { withCurrentRuleIds } from '../identity-center/former-rule-ids.ts'
import type { Settings } from '../identity-center/settings.ts'
import { type Database, inTransaction } from './database.ts'
import { isId } from './keys.ts'
import type { IdentityStoreRow, IdentityStores } from './store.ts'

/** Makes every credential check of the store fail, so that requests read its settings again (`credential-check.ts`). */
const nextRevision = sql<number>`revision + 1`

/** Only `insert` and `saveSettings` write settings. Version 0.1 wrote them with former rule ids. */
const parseStored = (text: string): Settings => {
  const settings = JSON.parse(text) as Settings
  return settings.rules === undefined
    ? settings
    : { ...settings, rules: withCurrentRuleIds(settings.rules) }
}

/** Identity stores, and their current and retired tenant ids. */
export const identityStores = (db: Database): IdentityStores => {
  const rows = db
    .selectFrom('identity_stores as store')
    .leftJoin('tenants as tenant', (join) =>
      join.onRef('tenant.identity_store_id', '=', 'store.id').on('tenant.retired_at', 'is', null),
    )
    .select(['store.id', 'tenant.id as tenantId', 'store.created_at as createdAt', 'settings'])

  const parseRow = (row: Omit<IdentityStoreRow, 'settings'> & { settings: string }) => ({
    ...row,
    settings: parseStored(row.settings),
  })

  const find = async (id: string) => {
    if (!isId(id)) return undefined
    const row = await rows.where('store.id', '=', id).executeTakeFirst()
    return row && parseRow(row)
  }

  const revise = async (db: Database, id: string) => {
    await db
      .updateTable('identity_stores')
      .set({ revision: nextRevision })
      .where('id', '=', id)
      .execute()
  }

  const retireTenant = async (db: Database, id: string, at: Date) => {
    await db
      .updateTable('tenants')
      .set({ retired_at: at })
      .where('identity_store_id', '=', id)
      .where('retired_at', 'is', null)
      .execute()
  }

  return {
    list: async () =>
      (await rows.orderBy('store.created_at').orderBy('store.id').execute()).map(parseRow),

    find,

    lock: async (id) => {
      if (!isId(id)) return undefined
      const locked = await db
        .selectFrom('identity_stores')
        .select('id')
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst()
      return locked && find(id) // again: the tenant id may have changed during the wait for the lock
    },

    insert: async ({ id, createdAt, settings }) => {
      await db
        .insertInto('identity_stores')
        .values({ id, created_at: createdAt, settings: JSON.stringify(settings) })
        .execute()
    },

    saveSettings: async (id, settings) => {
      await db
        .updateTable('identity_stores')
        .set({ settings: JSON.stringify(settings), revision: nextRevision })
        .where('id', '=', id)
        .execute()
    },

    delete: async (id, at) => {
      if (!isId(id)) return false
      return inTransaction(db, async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('identity_stores')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        await retireTenant(db, id, at)
        for (const table of ['memberships', 'groups', 'users', 'throttles', 'events'] as const) {
          await db.deleteFrom(table).where('identity_store_id', '=', id).execute()
        }
        return numDeletedRows === 1n
      })
    },

    findTenant: async (tenantId) => {
      if (!isId(tenantId)) return undefined
      return db
        .selectFrom('tenants')
        .select(['id', 'identity_store_id as identityStoreId', 'retired_at as retiredAt'])
        .where('id', '=', tenantId)
        .executeTakeFirst()
    },

    addTenant: (id, tenantId, at) =>
      inTransaction(db, async (db) => {
        await db
          .insertInto('tenants')
          .values({ id: tenantId, identity_store_id: id, created_at: at, retired_at: null })
          .execute()
        await revise(db, id)
      }),

    retireTenant: (id, at) =>
      inTransaction(db, async (db) => {
        await retireTenant(db, id, at)
        await revise(db, id)
      }),
  }
}
