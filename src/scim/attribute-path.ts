import { type NamedAttribute, resolveName } from './attribute-name.ts'
import { parseFilter } from './filter.ts'
import { interpretBoolean } from './interpret-value.ts'
import type { AttributePath } from './reading.ts'
import { type Attribute, findAttribute, type ResourceTypeName } from './schema.ts'

export type PathError = 'bad-path' | 'bad-value-filter'

// The bracket ends at the last `]`: a quoted value may contain one, a sub-attribute's name does not.
const withBrackets = /^(?<name>[^[]+)\[(?<filter>.*)\](?:\.(?<subName>[^\]]+))?$/s

/**
 * Parses the path of a PATCH operation: RFC 7644, section 3.5.2. Ignores case, unless `exactly`.
 */
export const parseAttributePath = (
  text: string,
  type: ResourceTypeName,
  exactly = false,
): AttributePath | PathError => {
  const brackets = withBrackets.exec(text)?.groups
  const found = resolveName(brackets?.['name'] ?? text, type, exactly)
  if (found === undefined) return 'bad-path'
  if (brackets === undefined) return toPath(found)

  const { attribute, subAttribute } = found
  if (!attribute.multiValued || subAttribute !== undefined) return 'bad-path'
  const valueFilter = parseValueFilter(brackets['filter'] ?? '', attribute)
  if (valueFilter === undefined) return 'bad-value-filter'

  const subName = brackets['subName']
  if (subName === undefined) return { ...toPath(found), valueFilter }
  const selected = findAttribute(attribute.subAttributes, subName)
  if (selected === undefined || (exactly && selected.name !== subName)) return 'bad-path'
  return { ...toPath({ ...found, subAttribute: selected }), valueFilter }
}

const toPath = ({ location, subAttribute }: NamedAttribute): AttributePath =>
  subAttribute === undefined
    ? { attribute: location }
    : { attribute: location, subAttribute: subAttribute.name }

/** `type eq "work"`. The service supports no other operator: AWS developer guide, PatchUser. */
const parseValueFilter = (
  text: string,
  { subAttributes }: Attribute,
): AttributePath['valueFilter'] => {
  const filter = parseFilter(text)
  if (filter?.kind !== 'comparison' || filter.operator !== 'eq') return undefined
  const compared = findAttribute(subAttributes, filter.attribute)
  if (compared === undefined || filter.value === undefined) return undefined
  const value = compared.type === 'boolean' ? interpretBoolean(filter.value) : filter.value
  if (typeof value !== 'string' && typeof value !== 'boolean') return undefined
  const fits = (typeof value === 'boolean') === (compared.type === 'boolean')
  return fits ? { attribute: compared.name, value } : undefined
}
