import type { Database } from './database.ts'
import { isId } from './keys.ts'
import type { Tokens } from './store.ts'

/** The access tokens of identity stores. Only hashes are stored. */
export const tokens = (db: Database): Tokens => ({
  list: (identityStoreId) =>
    db
      .selectFrom('tokens')
      .select([
        'id',
        'created_at as createdAt',
        'expires_at as expiresAt',
        'last_used_at as lastUsedAt',
      ])
      .where('identity_store_id', '=', identityStoreId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),

  insert: async (identityStoreId, { id, hash, createdAt, expiresAt }) => {
    await db
      .insertInto('tokens')
      .values({
        id,
        identity_store_id: identityStoreId,
        hash,
        created_at: createdAt,
        expires_at: expiresAt,
        last_used_at: null,
      })
      .execute()
  },

  delete: async (identityStoreId, tokenId) => {
    if (!isId(tokenId)) return false
    const { numDeletedRows } = await db
      .deleteFrom('tokens')
      .where('identity_store_id', '=', identityStoreId)
      .where('id', '=', tokenId)
      .executeTakeFirstOrThrow()
    return numDeletedRows === 1n
  },

  findByHash: (hash) =>
    db
      .selectFrom('tokens as token')
      .innerJoin('identity_stores as store', 'store.id', 'token.identity_store_id')
      .leftJoin('tenants as tenant', (join) =>
        join.onRef('tenant.identity_store_id', '=', 'store.id').on('tenant.retired_at', 'is', null),
      )
      .select([
        'token.id as tokenId',
        'token.hash',
        'store.id as identityStoreId',
        'tenant.id as tenantId',
        'token.expires_at as expiresAt',
        'token.last_used_at as lastUsedAt',
        'store.settings',
        'store.revision',
      ])
      .where('token.hash', '=', hash)
      .executeTakeFirst(),

  touch: async (tokenId, at) => {
    await db.updateTable('tokens').set({ last_used_at: at }).where('id', '=', tokenId).execute()
  },
})
