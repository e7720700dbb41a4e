import { memoize } from '../lib/memoize.ts'
import { credentialConditionText } from './credential-check.ts'
import { originText } from './origin-text.ts'
import type { QuotaTable } from './quota.ts'
import { insertText } from './resource-rows.ts'

/** The columns of a `StoredResource`. */
export const columnList = `id, sequence, resource, created_at as "createdAt", updated_at as "updatedAt",
  ${originText('created_by')} as "createdBy", ${originText('updated_by')} as "updatedBy", external_id_issuer as "externalIdIssuer", extra`

/** The columns of a `ShownResource`. */
export const shownColumns = 'sequence, resource'

/** A list whose rows say whether the credential holds. An empty list becomes one row of nulls that says so. */
export const checkedListText = memoize(
  (
    list,
  ) => `select credential.holds, found.* from (select ${credentialConditionText} as holds) as credential
    left join lateral (${list}) as found on true order by found.sequence`,
)

/** A statement without the credential condition, and with it. The values of the condition come last. */
export interface CheckedText {
  readonly unchecked: string
  readonly checked: string
}

const checkedText = (text: string, after = ''): CheckedText => ({
  unchecked: `${text} ${after}`,
  checked: `${text} and ${credentialConditionText} ${after}`,
})

/**
 * The SQL of the statements that requests make, built once for each table. The same string each time is also the
 * fastest to find in the map of named statements.
 */
export const resourceTexts = ({
  table,
  sequence,
  keys,
}: QuotaTable & { readonly keys: readonly { readonly column: string }[] }) => {
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
    insert: checkedText(insertText({ table, sequence, keys })),
    show: checkedText(`select resource ${one}`),
    find: checkedText(`select ${columnList} ${one}`),
    lock: checkedText(`select ${columnList} ${one}`, 'for no key update'),
    /** xmin is the transaction that wrote the row last: a version for optimistic updates. */
    read: checkedText(`select ${columnList}, xmin::text as version ${one}`),
    update: checkedText(update),
    updateVersion: checkedText(`${update} and xmin = ?::text::xid`),
    delete: checkedText(`delete from ${table} ${ofOne}`),
    /** The rows that meet a condition, oldest first. */
    list: memoize((columns) =>
      memoize(
        (condition) => `select ${columns} from ${table}
          where identity_store_id = ? and sequence > ? and ${condition} order by sequence limit ?`,
      ),
    ),
    /**
     * The one row that meets a condition. It has neither an order nor a position: the planner might walk the index of
     * those instead of the condition's, above all while the table is new and has no statistics.
     */
    one: memoize((columns) =>
      memoize(
        (condition) =>
          `select ${columns} from ${table} where identity_store_id = ? and ${condition}`,
      ),
    ),
  } as const
}
