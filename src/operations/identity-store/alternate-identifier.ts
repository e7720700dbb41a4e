import { apiAlternateIdentifierValid } from '../../identity-center/rules/identity-store.ts'
import { isObject } from '../../scim/json-object.ts'
import type { StoreCall } from './store-call.ts'

/** How a request names a user or group without its id: by the external id of an issuer, or by a unique attribute. */
export type AlternateIdentifier =
  | { readonly by: 'externalId'; readonly issuer: string; readonly value: string }
  | { readonly by: 'attribute'; readonly path: string; readonly value: string }

/** Reads the alternate identifier of a request; refuses an attribute that is not one of these paths. */
export const readAlternateIdentifier = (
  { input, evaluation }: StoreCall,
  paths: readonly string[],
): AlternateIdentifier => {
  const { ExternalId: external, UniqueAttribute: unique } = Object(input['AlternateIdentifier'])
  if (isObject(external)) {
    return { by: 'externalId', issuer: String(external['Issuer']), value: String(external['Id']) }
  }
  const { AttributePath: sentPath, AttributeValue: value } = Object(unique)
  const path = paths.find((each) => each.toLowerCase() === String(sentPath).toLowerCase())
  if (path !== undefined && typeof value === 'string') return { by: 'attribute', path, value }
  const name = path === undefined ? 'AttributePath' : 'AttributeValue'
  const violation = {
    location: ['AlternateIdentifier', 'UniqueAttribute', name],
    value: path === undefined ? sentPath : value,
    note:
      path === undefined
        ? `The attribute ${sentPath} is not a unique attribute`
        : `The value of the attribute ${path} is not a string`,
  }
  throw evaluation.refusal(apiAlternateIdentifierValid, [violation])
}
