import { foldCase } from '../identity-center/fold-case.ts'
import { toStorableText } from './event-rows.ts'

/** The names of a user or group in its JSON. Quotes inside values are escaped, so only members match: RFC 8259, 7. */
const names = [
  /"userName":("(?:[^"\\]|\\.)*")/,
  /"displayName":("(?:[^"\\]|\\.)*")/,
  /"emails":\[\{"value":("(?:[^"\\]|\\.)*")/,
] as const

const folded = (text: string) => toStorableText(foldCase(text))

/** The text that a search goes through: the names of a resource, one a line, in folded case. */
export const searchText = (resource: string): string =>
  names
    .flatMap((name) => {
      const [, quoted] = name.exec(resource) ?? []
      return quoted === undefined ? [] : folded(JSON.parse(quoted))
    })
    .join('\n')

/** The LIKE pattern that finds a text anywhere in it. */
export const searchPattern = (text: string): string =>
  `%${folded(text).replaceAll(/[\\%_]/g, '\\$&')}%`
