import { parseOrigin } from '../../identity-center/origin.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'
import type { MembershipRow } from '../../store/membership-types.ts'
import type { Origin, StoredResource } from '../../store/store.ts'
import { FileError } from '../files/resource-row.ts'
import type { ContentRow } from './content-row.ts'
import { rowFields } from './row-fields.ts'

const isKind = (kind: Json | undefined): kind is ContentRow['kind'] =>
  typeof kind === 'string' && Object.hasOwn(rowFields, kind)

/** Validates the fields of a row against `rowFields`, so that their types are known afterwards. */
const requireFields = (
  line: number,
  kind: ContentRow['kind'],
  given: Readonly<Record<string, Json | undefined>>,
): void => {
  const fields = rowFields[kind]
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined) {
    throw new FileError(
      line,
      `The field ${JSON.stringify(unknown)} is unknown in this version of the format.`,
    )
  }
  for (const [name, { isRight, what, isOptional }] of Object.entries(fields)) {
    const value = given[name]
    if (value === undefined ? !isOptional : !isRight(value)) {
      throw new FileError(line, `\`${name}\` of a ${kind} must be ${what}.`)
    }
  }
}

/** A unique value of a resource; undefined without one. */
const keyOf = (line: number, object: JsonObject, name: string): string | undefined => {
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  if (value === undefined || typeof value === 'string') return value
  throw new FileError(line, `\`${name}\` of the resource is not a string.`)
}

const emailOf = (line: number, resource: JsonObject): string | undefined => {
  const [first] = Array.isArray(resource['emails']) ? resource['emails'] : []
  return isObject(first) ? keyOf(line, first, 'value') : undefined
}

interface Fields {
  readonly id: string
  readonly createdAt: string
  readonly createdBy: string
}
interface MembershipFields extends Fields {
  readonly groupId: string
  readonly userId: string
}
interface ResourceFields extends Fields {
  readonly updatedAt: string
  readonly updatedBy: string
  readonly externalIdIssuer?: string
  readonly extra?: JsonObject
  readonly resource: JsonObject
}

const originOf = (text: string): Origin => parseOrigin(text) ?? 'scim'

const membershipOf = ({ id, groupId, userId, ...made }: MembershipFields): MembershipRow => ({
  id,
  groupId,
  userId,
  createdAt: new Date(made.createdAt),
  createdBy: originOf(made.createdBy),
})

const resourceOf = (fields: ResourceFields): Omit<StoredResource, 'sequence'> => ({
  id: fields.id,
  resource: JSON.stringify(fields.resource),
  extra: JSON.stringify(fields.extra ?? {}),
  externalIdIssuer: fields.externalIdIssuer ?? null,
  createdAt: new Date(fields.createdAt),
  createdBy: originOf(fields.createdBy),
  updatedAt: new Date(fields.updatedAt),
  updatedBy: originOf(fields.updatedBy),
})

/** Parses a row as `resourceLine` and `membershipLine` write it. Throws a FileError if it is invalid. */
export const parseRow = (line: number, { kind, ...given }: JsonObject): ContentRow => {
  if (!isKind(kind)) {
    throw new FileError(line, `\`kind\` must be ${Object.keys(rowFields).join(', ')} or end.`)
  }
  requireFields(line, kind, given)
  const fields: unknown = given
  if (kind === 'membership') return { kind, ...membershipOf(fields as MembershipFields) }

  const { resource, id } = fields as ResourceFields
  if (resource['id'] !== id)
    throw new FileError(line, 'The resource and its row have different ids.')
  const row = resourceOf(fields as ResourceFields)
  const externalId = keyOf(line, resource, 'externalId')
  if (kind === 'group') {
    return { kind, ...row, keys: { displayName: keyOf(line, resource, 'displayName'), externalId } }
  }
  const userName = keyOf(line, resource, 'userName')
  return { kind, ...row, keys: { userName, email: emailOf(line, resource), externalId } }
}
