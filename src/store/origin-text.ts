import { type RawBuilder, sql } from 'kysely'
import type { Origin } from '../identity-center/origin.ts'

/**
 * The SQL that reads a column as an `Origin`. Servers of version 0.1 write `hand` for `manual`, also after the
 * migration has run, as long as they are replaced one by one.
 */
export const originText = (column: string): string =>
  `case ${column} when 'hand' then 'manual' else ${column} end`

/** The condition that a column holds an origin, under its name of today or its former one. */
export const isOrigin = (column: string, origin: Origin): RawBuilder<unknown> =>
  origin === 'manual'
    ? sql`${sql.ref(column)} in ('manual', 'hand')`
    : sql`${sql.ref(column)} = ${origin}`
