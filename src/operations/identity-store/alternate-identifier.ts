import { refusalOf } from '../../identity-center/judge.ts'
import { apiAlternateIdentifierValid } from '../../identity-center/rules/identity-store.ts'
import { isObject } from '../../scim/json-object.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import type { StoreCall } from './store-call.ts'

/** By what a user or group is looked up: an external id of an issuer, or an attribute that nobody shares. */
export type Alternate =
  | { readonly by: 'externalId'; readonly issuer: string; readonly value: string }
  | { readonly by: 'attribute'; readonly path: string; readonly value: string }

/** The alternate identifier of a request; its attribute is one of these paths. */
export const alternateOf = ({ input, dialect }: StoreCall, paths: readonly string[]): Alternate => {
  const { ExternalId: external, UniqueAttribute: unique } = Object(input['AlternateIdentifier'])
  if (isObject(external)) {
    return { by: 'externalId', issuer: String(external['Issuer']), value: String(external['Id']) }
  }
  const { AttributePath: given, AttributeValue: value } = Object(unique)
  const path = paths.find((each) => each.toLowerCase() === String(given).toLowerCase())
  if (path !== undefined && typeof value === 'string') return { by: 'attribute', path, value }
  const name = path === undefined ? 'AttributePath' : 'AttributeValue'
  const violation = {
    location: ['AlternateIdentifier', 'UniqueAttribute', name],
    value: path === undefined ? given : value,
    note:
      path === undefined
        ? `The attribute ${given} is not a unique attribute`
        : `The value of the attribute ${path} is not a string`,
  }
  throw refusalOf(apiAlternateIdentifierValid, [violation], dialect, [], jsonPointer)
}
