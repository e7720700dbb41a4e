/** A pattern that a whole text has to match, and how the service prints it. */
export interface TextPattern {
  readonly matches: RegExp
  readonly printed: string
}

/** What a value of the Identity Store API may be: the shapes of its model, as data. Lengths count code points. */
export type Shape =
  | {
      readonly type: 'string'
      readonly min?: number
      readonly max?: number
      readonly pattern?: TextPattern
      readonly values?: readonly string[]
    }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' }
  /** Any JSON. */
  | { readonly type: 'document' }
  | Structure
  | { readonly type: 'list'; readonly member: Shape; readonly min: number; readonly max: number }
  | {
      readonly type: 'map'
      readonly key: Shape
      readonly value: Shape
      readonly min: number
      readonly max: number
    }

export interface Structure {
  readonly type: 'structure'
  readonly members: Readonly<Record<string, Shape>>
  readonly required: readonly string[]
  /** Whether just one of its members is given. */
  readonly isUnion?: true
}

/** A structure; a name with an exclamation mark is that of a required member. */
export const structure = (members: Readonly<Record<string, Shape>>): Structure => ({
  type: 'structure',
  members: Object.fromEntries(
    Object.entries(members).map(([name, shape]) => [name.replace(/!$/, ''), shape]),
  ),
  required: Object.keys(members).flatMap((name) => (name.endsWith('!') ? name.slice(0, -1) : [])),
})

/** A pattern by the source that the service prints, its classes being those of Unicode. */
export const pattern = (printed: string): TextPattern => ({
  matches: new RegExp(`^(?:${printed})$`, 'u'),
  printed,
})
