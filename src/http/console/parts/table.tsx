import type { ComponentChild } from 'preact'

/** A table that is read row by row as cards where it has no room; whatever is too wide scrolls in its own box. */
export const Table = ({
  caption,
  heads,
  rows,
  empty,
}: {
  /** For whoever does not see the heading above. */
  readonly caption: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChild[] }[]
  /** What is said where there are no rows. */
  readonly empty: ComponentChild
}) =>
  rows.length === 0 ? (
    <p class="empty">{empty}</p>
  ) : (
    <table class="cards">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, column) => (
              <td key={heads[column]} data-head={heads[column]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
