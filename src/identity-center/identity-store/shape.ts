/** A pattern that matches a whole text, and its form in the service's texts. */
export interface TextPattern {
  readonly matches: RegExp
  readonly printed: string
}

/** The shapes of the Identity Store API's model, as data. Lengths count code points. */
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
  /** Whether exactly one of its members is present. */
  readonly isUnion?: true
}

/** A structure. An exclamation mark after a name marks a required member. */
export const structure = (members: Readonly<Record<string, Shape>>): Structure => ({
  type: 'structure',
  members: Object.fromEntries(
    Object.entries(members).map(([name, shape]) => [name.replace(/!$/, ''), shape]),
  ),
  required: Object.keys(members).flatMap((name) => (name.endsWith('!') ? name.slice(0, -1) : [])),
})

/** A pattern with Unicode classes, from the form that the service prints. */
export const pattern = (printed: string): TextPattern => ({
  matches: new RegExp(`^(?:${printed})$`, 'u'),
  printed,
})
