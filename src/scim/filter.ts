import { parse, type Filter as Tree } from 'scim2-parse-filter'
import { memoize } from '../lib/memoize.ts'
import { canonicalizeName } from './attribute-name.ts'
import { type ExtractedLiterals, extractLiterals } from './extract-literals.ts'
import type { Filter } from './reading.ts'

/** In UTF-16 code units. The longest known filter of a client has fewer than 600. */
export const filterLengthMax = 2048

/**
 * Parses a filter: RFC 7644, section 3.4.2.2; undefined if it is not valid. Memoized, because one request parses its
 * filter several times.
 */
export const parseFilter = (text: string): Filter | undefined =>
  text.length > filterLengthMax ? undefined : parseText(text)

const parseText = memoize(
  (text): Filter | undefined => {
    if (hasControlCharacters(text)) return undefined
    const free = extractLiterals(text)
    if (free === undefined) return undefined
    try {
      return convertTree(parse(free.text), free.literals)
    } catch {
      // A syntax error, nesting deeper than the stack, or a tree unlike its type: `a eq 1 not b eq 2` gives one.
      return undefined
    }
  },
  { entriesMax: 100 },
)

const hasControlCharacters = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x20) return true
  return false
}

/** The library's tree as a `Filter`. The library accepts words such as `constructor` as operators. */
const convertTree = (tree: Tree, literals: ExtractedLiterals['literals']): Filter | undefined => {
  switch (tree.op) {
    case 'eq':
    case 'ne':
    case 'co':
    case 'sw':
    case 'ew':
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le': {
      const { compValue } = tree
      return {
        kind: 'comparison',
        attribute: canonicalizeName(tree.attrPath),
        operator: tree.op,
        // The only strings in the text are the numbers of the literals.
        value: typeof compValue === 'string' ? (literals[Number(compValue)] ?? null) : compValue,
      }
    }
    case 'pr':
      return { kind: 'comparison', attribute: canonicalizeName(tree.attrPath), operator: 'pr' }
    case 'and':
    case 'or': {
      const terms = tree.filters.map((term) => convertTree(term, literals))
      return terms.every((term) => term !== undefined) ? { kind: tree.op, terms } : undefined
    }
    case 'not': {
      const term = convertTree(tree.filter, literals)
      return term && { kind: 'not', term }
    }
    case '[]': {
      const filter = convertTree(tree.valFilter, literals)
      return filter && { kind: 'value-path', attribute: canonicalizeName(tree.attrPath), filter }
    }
    default:
      return undefined
  }
}
