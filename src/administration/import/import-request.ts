import type { ContentCounts } from '../../store/content-types.ts'

/** Options of an import. */
export interface ImportRequest {
  /** Whether to delete the contents of the store first. */
  readonly replace?: boolean
  /** The names of the files, in their order, for error messages. */
  readonly names?: readonly string[]
}

/** A warning about imported rows, counted by rule and attribute. */
export interface ImportWarning {
  /** The violated rule; null if a value was left out and no rule is concerned. */
  readonly ruleId: string | null
  readonly path: string
  readonly count: number
  /** Position of the first row: `line 7` or `users.json, line 7`. */
  readonly first: string
  /** About the first row. */
  readonly sentence: string
}

/** The result of an import. */
export interface Imported extends ContentCounts {
  /** Number of identical repetitions of rows. */
  readonly repeated: number
  /** The most frequent first. */
  readonly warnings: readonly ImportWarning[]
}
