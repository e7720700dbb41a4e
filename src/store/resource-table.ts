import type { Counted } from './quota.ts'
import type { KeyColumn } from './resource-rows.ts'
import { resourceTexts } from './resource-texts.ts'

/** What users and groups differ in. */
export interface ResourceTable<Keys> extends Counted {
  readonly keys: readonly KeyColumn<Keys>[]
  readonly texts: ReturnType<typeof resourceTexts>
}

/** A table with the texts of its statements. */
export const resourceTable = <Keys>(
  definition: Omit<ResourceTable<Keys>, 'texts'>,
): ResourceTable<Keys> => ({ ...definition, texts: resourceTexts(definition) })
