import { credentialConditionText } from './credential-check.ts'
import { originText } from './origin-text.ts'
import type { Counted } from './quota.ts'
import { insertText } from './resource-rows.ts'
import { memoize } from './statement.ts'

/** The columns of a stored resource, under the names that it has in code. */
export const columnList = `id, sequence, resource, created_at as "createdAt", updated_at as "updatedAt",
  ${originText('created_by')} as "createdBy", ${originText('updated_by')} as "updatedBy", external_id_issuer as "externalIdIssuer", extra`

/** Those of a resource as it is shown. */
export const shownColumns = 'sequence, resource'

/** A list whose rows say whether the credential holds; one of nothing where there are no others. */
export const checkedListText = memoize(
  (list) => `select guard.holds, found.* from (select ${credentialConditionText} as holds) as guard
    left join lateral (${list}) as found on true order by found.sequence`,
)

/** A statement without the guard of a credential, and with it; the guard's values come last. */
export interface CheckedText {
  readonly unchecked: string
  readonly checked: string
}

const both = (text: string, after = ''): CheckedText => ({
  unchecked: `${text} ${after}`,
  checked: `${text} and ${credentialConditionText} ${after}`,
})

/**
 * The texts of the statements that every request makes: put together once for each table, because what is the same
 * text each time is also found the fastest under the name that its plan has.
 */
export const resourceTexts = ({
  table,
  sequence,
  keys,
}: Counted & { readonly keys: readonly { readonly column: string }[] }) => {
  const columns = keys.map(({ column }) => column)
  const ofOne = 'where identity_store_id = ? and id = ?'
  const one = `from ${table} ${ofOne}`
  const update = `update ${table}
    set ${columns.map((column) => `${column} = ?::bytea`).join(', ')},
        resource = ?, updated_at = ?, updated_by = ?, extra = coalesce(?::text, extra), search_text = ?,
        external_id_issuer = case external_id_key when ?
          then coalesce(external_id_issuer, ?::text) else ?::text end
    ${ofOne}`
  return {
    insert: both(insertText({ table, sequence, keys })),
    show: both(`select resource ${one}`),
    find: both(`select ${columnList} ${one}`),
    lock: both(`select ${columnList} ${one}`, 'for no key update'),
    /** PostgreSQL says in xmin which transaction wrote a row last. */
    read: both(`select ${columnList}, xmin::text as version ${one}`),
    update: both(update),
    updateVersion: both(`${update} and xmin = ?::text::xid`),
    delete: both(`delete from ${table} ${ofOne}`),
    /** The rows that a condition holds for, oldest first. */
    list: memoize((columns) =>
      memoize(
        (condition) => `select ${columns} from ${table}
          where identity_store_id = ? and sequence > ? and ${condition} order by sequence limit ?`,
      ),
    ),
    /**
     * The one row that it holds for. Asked for an order, or for what comes after a place, the planner might go by
     * that, past the index of the condition: above all while the table is new, and nothing is known of it.
     */
    one: memoize((columns) =>
      memoize(
        (condition) =>
          `select ${columns} from ${table} where identity_store_id = ? and ${condition}`,
      ),
    ),
  } as const
}
