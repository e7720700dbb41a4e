import type { Database } from './database.ts'
import { isId } from './keys.ts'
import type { AccessKeys } from './store.ts'

/** The access keys of identity stores, without their secrets. */
export const accessKeys = (db: Database): AccessKeys => ({
  list: (identityStoreId) =>
    db
      .selectFrom('access_keys')
      .select(['id', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
      .where('identity_store_id', '=', identityStoreId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),

  insert: async (identityStoreId, { id, createdAt }) => {
    await db
      .insertInto('access_keys')
      .values({ id, identity_store_id: identityStoreId, created_at: createdAt, last_used_at: null })
      .execute()
  },

  delete: async (identityStoreId, id) => {
    if (!isId(id)) return false
    const { numDeletedRows } = await db
      .deleteFrom('access_keys')
      .where('identity_store_id', '=', identityStoreId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return numDeletedRows === 1n
  },

  find: async (id) => {
    if (!isId(id)) return undefined
    return db
      .selectFrom('access_keys as key')
      .innerJoin('identity_stores as store', 'store.id', 'key.identity_store_id')
      .leftJoin('tenants as tenant', (join) =>
        join.onRef('tenant.identity_store_id', '=', 'store.id').on('tenant.retired_at', 'is', null),
      )
      .select([
        'store.id as identityStoreId',
        'tenant.id as tenantId',
        'store.created_at as storeCreatedAt',
        'key.last_used_at as lastUsedAt',
        'store.settings',
      ])
      .where('key.id', '=', id)
      .executeTakeFirst()
  },

  touch: async (id, at) => {
    await db.updateTable('access_keys').set({ last_used_at: at }).where('id', '=', id).execute()
  },

  isEmpty: async () =>
    (await db.selectFrom('access_keys').select('id').limit(1).executeTakeFirst()) === undefined,
})
