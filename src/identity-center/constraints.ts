import type { Location } from '../scim/resource.ts'
import { type Attribute, attributeAt, attributesOf, type Notes } from '../scim/schema.ts'
import { formatConstraintPath } from './format-location.ts'

/*
 * The constraints of the Identity Store's data model, as noted in schemas/*.json, and the service's texts for values
 * that violate them: AWS user guide, troubleshooting; Identity Store API, SensitiveStringType and other types.
 */

export type CharacterClass = NonNullable<Notes['characters']>

/** The characters of a text without spaces, as a character class of regular expressions. */
export const letter = '\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}'

/** Patterns that match the characters which a value of a class must not contain. */
export const disallowedCharacters: Readonly<Record<CharacterClass, RegExp>> = {
  text: new RegExp(`[^${letter}\\t\\n\\r \\u00A0\\u3000]`, 'gu'),
  'group-name': new RegExp(`[^${letter}\\t\\n\\r \\u00A0]`, 'gu'),
  word: new RegExp(`[^${letter}]`, 'gu'),
}

/** Each class as the service prints it. The wide space was added later and is not in the published texts. */
const printedPatterns: Readonly<Record<CharacterClass, string>> = {
  text: `[${letter}\\t\\n\\r \u00A0]+`,
  'group-name': `[${letter}\\t\\n\\r \u00A0]+`,
  word: `[${letter}]+`,
}

const notesAt = (location: Location): Notes | undefined =>
  (attributeAt('User', location) ?? attributeAt('Group', location))?.identityCenter

const buildClause = (location: Location, constraint: string): string =>
  `Value at '${formatConstraintPath(location)}' failed to satisfy constraint: ${constraint}`

/** A value is missing. */
export const notNullClause = (location: Location): string =>
  buildClause(location, 'Member must not be null')

/** A value has characters outside of its class, or is empty. */
export const patternClause = (location: Location): string =>
  buildClause(
    location,
    `Member must satisfy regular expression pattern: ${printedPatterns[notesAt(location)?.characters ?? 'text']}`,
  )

/** A value is empty. */
export const minimumLengthClause = (location: Location): string =>
  buildClause(location, 'Member must have length greater than or equal to 1')

/** A value is too long. */
export const maximumLengthClause = (location: Location): string =>
  buildClause(
    location,
    `Member must have length less than or equal to ${notesAt(location)?.maxLength}`,
  )

const namesBelow = (above: Location, attributes: readonly Attribute[]): readonly string[] =>
  attributes.flatMap(({ name, subAttributes = [] }) => {
    const location = [...above, name]
    return [formatConstraintPath(location), ...namesBelow(location, subAttributes)]
  })

const positions = new Map(
  (['Group', 'User'] as const) // users last: a name that both have gets its position there
    .flatMap((type) => [...namesBelow([], attributesOf(type)).entries()])
    .map(([position, name]) => [name, position]),
)

/** The position of an attribute in its schema; the last one for what is in no schema. */
export const schemaPosition = (location: Location): number =>
  positions.get(formatConstraintPath(location)) ?? positions.size
