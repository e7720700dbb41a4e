import type { ResourceContent } from '../../src/store/content-types.ts'
import type { GroupKeys, ResourceWrite, Store, UserKeys } from '../../src/store/store.ts'

export const at = new Date('2026-01-02T03:04:05.678Z')
export const later = new Date('2026-01-02T04:00:00.001Z')

/** Two identity stores, to test that neither affects the other. */
export const here = 'd-0000000001'
export const there = 'd-0000000002'

/** Quotas that no test reaches. */
export const ample = 50_000
export const everything = { after: 0, limit: 1_000_000 }

/** The n-th id of a kind. */
export const idOf = (n: number): string =>
  `24d8d4e8-${String(n).padStart(4, '0')}-7000-8000-000000000000`

/** The n-th user, in the form that the store inserts. */
export const user = (n: number, keys: Partial<UserKeys> = {}): ResourceWrite<UserKeys> => ({
  id: idOf(n),
  resource: JSON.stringify({ id: idOf(n), userName: `user-${n}` }),
  keys: { userName: `user-${n}`, email: undefined, externalId: undefined, ...keys },
  externalIdIssuer: undefined,
  at,
})

/** The n-th group, in the form that the store inserts. */
export const group = (n: number, keys: Partial<GroupKeys> = {}): ResourceWrite<GroupKeys> => ({
  id: idOf(n),
  resource: JSON.stringify({ id: idOf(n), displayName: `group-${n}` }),
  keys: { displayName: `group-${n}`, externalId: undefined, ...keys },
  externalIdIssuer: undefined,
  at,
})

/** A row in the form that the store inserts from a file. */
export const content = <Keys>({
  at: createdAt,
  externalIdIssuer,
  ...row
}: ResourceWrite<Keys>): ResourceContent<Keys> => ({
  ...row,
  createdAt,
  updatedAt: createdAt,
  createdBy: 'scim',
  updatedBy: 'scim',
  externalIdIssuer: externalIdIssuer ?? null,
  extra: '{}',
})

/** Stores the first `count` users and groups. */
export const populate = async (
  { users, groups }: Store,
  identityStoreId: string,
  count: { users?: number; groups?: number },
): Promise<void> => {
  for (let n = 1; n <= (count.users ?? 0); n += 1) {
    await users.insert(identityStoreId, user(n), ample)
  }
  for (let n = 1; n <= (count.groups ?? 0); n += 1) {
    await groups.insert(identityStoreId, group(n), ample)
  }
}

export const ids = (rows: readonly { readonly id: string }[]): readonly string[] =>
  rows.map(({ id }) => id)
