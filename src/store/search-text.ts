import { foldCase } from '../identity-center/fold-case.ts'
import { storable } from './event-rows.ts'

/** What people know a user or group by. Quotes within a value are escaped, so only members are found: RFC 8259, section 7. */
const names = [
  /"userName":("(?:[^"\\]|\\.)*")/,
  /"displayName":("(?:[^"\\]|\\.)*")/,
  /"emails":\[\{"value":("(?:[^"\\]|\\.)*")/,
] as const

const folded = (text: string) => storable(foldCase(text))

/** The text that a search looks through, of a resource as the service answers it: one name a line. */
export const searchText = (resource: string): string =>
  names
    .flatMap((name) => {
      const [, quoted] = name.exec(resource) ?? []
      return quoted === undefined ? [] : folded(JSON.parse(quoted))
    })
    .join('\n')

/** The pattern for LIKE that finds a text anywhere in it. */
export const searchPattern = (text: string): string =>
  `%${folded(text).replaceAll(/[\\%_]/g, '\\$&')}%`
