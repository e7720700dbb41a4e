import { resourceArn, revisionOf } from '../../identity-center/identity-store/identifiers.ts'
import { scimNames } from '../../identity-center/identity-store/names.ts'
import { enterpriseExtension } from '../../identity-center/identity-store/views.ts'
import { apiUserRules } from '../../identity-center/rules/identity-store-resources.ts'
import { encodeUtf8 } from '../../lib/utf8.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'
import { createUserWith } from '../create-user.ts'
import type { Answer } from '../operation.ts'
import { extensionNames } from './extensions.ts'
import { type StoreAnswer, type StoreCall, type StoreOperation, storeAnswer } from './store-call.ts'

/** Attributes of users that SCIM does not have. */
export const userExtras = ['photos', 'website', 'birthdate'] as const

const create = createUserWith({ rules: apiUserRules, extraAttributes: userExtras })

/** The body of the SCIM request; a user that the API creates is active. */
const scimBody = (call: StoreCall): Uint8Array => {
  extensionNames(call)
  const { IdentityStoreId: _, Extensions: extensions, ...attributes } = call.input
  const named = scimNames(attributes)
  const enterprise = isObject(extensions) ? extensions[enterpriseExtension] : undefined
  const body: JsonObject = {
    ...(isObject(named) ? named : {}),
    ...(enterprise !== undefined && { [enterpriseUserUrn]: enterprise }),
    active: true,
  }
  return encodeUtf8(JSON.stringify(body))
}

/** Turns the answer of the SCIM operation that wrote a user at `at` into that of the API. */
export const userWriteAnswer =
  ({ identityStoreId }: StoreCall, at: Date) =>
  ({ body = '{}' }: Answer): StoreAnswer => {
    const { id } = JSON.parse(body)
    const written = {
      IdentityStoreId: identityStoreId,
      UserId: id,
      UserArn: resourceArn('user', id),
      Revision: revisionOf(at, body),
    }
    return { ...storeAnswer(written), isKept: true }
  }

/** CreateUser: by the rules of SCIM's and a few of its own. */
export const createUser: StoreOperation = async (call, dependencies) => {
  const at = dependencies.now()
  const toStoreAnswer = userWriteAnswer(call, at)
  const answer = await create(
    {
      ...call,
      body: scimBody(call),
      buildEvent: (stored) => call.buildEvent(toStoreAnswer(stored)),
    },
    { ...dependencies, now: () => at },
  )
  return toStoreAnswer(answer)
}
