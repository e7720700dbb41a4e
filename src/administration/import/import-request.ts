import type { ContentCounts } from '../../store/content-types.ts'

/** How files are imported. */
export interface ImportRequest {
  /** Whether what the store holds is deleted first. */
  readonly replace?: boolean
  /** What the files are called, in their order: what is said of one names it. */
  readonly names?: readonly string[]
}

/** What rows were imported in spite of, or without: counted by rule and attribute. */
export interface ImportWarning {
  /** The rule that they break; null where something was left out that no rule is about. */
  readonly ruleId: string | null
  readonly path: string
  readonly count: number
  /** Where the first of them stands: `line 7`, `users.json, line 7`. */
  readonly first: string
  /** Of the first of them. */
  readonly sentence: string
}

/** What has become of an import. */
export interface Imported extends ContentCounts {
  /** Rows that stood there more than once, each time the same. */
  readonly repeated: number
  /** The most frequent first. */
  readonly warnings: readonly ImportWarning[]
}
