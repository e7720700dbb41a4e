import { resourceArn, revisionOf } from '../../identity-center/identity-store/identifiers.ts'
import { scimNames } from '../../identity-center/identity-store/names.ts'
import { enterpriseExtension } from '../../identity-center/identity-store/views.ts'
import { apiUserRules } from '../../identity-center/rules/identity-store-resources.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import { enterpriseUserUrn } from '../../scim/urn.ts'
import { createUserBy } from '../create-user.ts'
import type { Answer } from '../operation.ts'
import { extensionNames } from './extensions.ts'
import { describeAnswer, type StoreCall, type StoreOperation } from './store-call.ts'

/** What users have that SCIM does not know of. */
export const userExtras = ['photos', 'website', 'birthdate'] as const

const create = createUserBy({ rules: apiUserRules, extra: userExtras })

/** The user as SCIM would have it; one that is made through the API can sign in. */
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
  return new TextEncoder().encode(JSON.stringify(body))
}

/** The answer to a write of a user, of which the operation tells how it is stored. */
export const userWritten =
  ({ identityStoreId }: StoreCall, at: Date) =>
  ({ body = '{}', findings }: Answer) => {
    const { id } = JSON.parse(body)
    const written = {
      IdentityStoreId: identityStoreId,
      UserId: id,
      UserArn: resourceArn('user', id),
      Revision: revisionOf(at, body),
    }
    return { ...describeAnswer(written, findings), isKept: true }
  }

/** CreateUser: by the laws of SCIM's, and a few of its own. */
export const createUser: StoreOperation = async (call, dependencies) => {
  const at = dependencies.now()
  const written = userWritten(call, at)
  const answer = await create(
    { ...call, body: scimBody(call), buildEvent: (stored) => call.buildEvent(written(stored)) },
    { ...dependencies, now: () => at },
  )
  return written(answer)
}
