import { MissingReference } from '../identity-center/errors.ts'
import { isId } from './keys.ts'
import type { Statement } from './statement.ts'
import type { MemberChanges, Origin } from './store.ts'

/** The statements that change the members of a group, if the write `written` wrote it (`executeWithEvents`). */
export const memberStatements = (
  identityStoreId: string,
  group: { readonly id: string; readonly at: Date; readonly by?: Origin },
  { add, remove }: MemberChanges,
): readonly Statement[] => {
  if (!add.every(isId)) throw new MissingReference('memberships_user')
  const statements: Statement[] = []
  if (add.length > 0) {
    statements.push({
      text: `insert into memberships (identity_store_id, group_id, user_id, created_at, created_by)
        select ?::text, ?::text, user_id, ?::timestamptz, ?::text
        from written, unnest(?::text[]) as user_id
        on conflict do nothing`,
      // Sorted: concurrent requests lock the same users in the same order.
      values: [identityStoreId, group.id, group.at, group.by ?? 'scim', [...new Set(add)].sort()],
    })
  }
  const removed =
    remove === 'others'
      ? { text: 'not user_id = any(?::text[])', values: [add] }
      : { text: 'user_id = any(?::text[])', values: [remove.filter(isId)] }
  if (remove === 'others' || remove.length > 0) {
    statements.push({
      text: `delete from memberships where identity_store_id = ? and group_id = ?
        and ${removed.text} and exists (select from written)`,
      values: [identityStoreId, group.id, ...removed.values],
    })
  }
  return statements
}
