import type { QuotaTable } from './quota.ts'
import type { KeyColumn } from './resource-rows.ts'
import { resourceTexts } from './resource-texts.ts'

/** The table of users or of groups: its name, sequence and unique keys, and the SQL of its statements. */
export interface ResourceTable<Keys> extends QuotaTable {
  readonly keys: readonly KeyColumn<Keys>[]
  readonly texts: ReturnType<typeof resourceTexts>
}

/** Adds the SQL of its statements to the definition of a table. */
export const resourceTable = <Keys>(
  definition: Omit<ResourceTable<Keys>, 'texts'>,
): ResourceTable<Keys> => ({ ...definition, texts: resourceTexts(definition) })
