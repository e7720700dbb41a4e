import { lowerFirst } from '../../lib/letter-case.ts'
import { isObject } from '../../scim/json-object.ts'
import type { Json, JsonObject } from '../../scim/resource.ts'
import type { Origin } from '../../store/store.ts'

/** An external id, and who vouches for it. */
export interface ExternalId {
  readonly id: string
  readonly issuer: string | null
}

/** A time: seconds since 1970, or ISO 8601 as the command line and Python write it. Undefined for anything else. */
export const awsTime = (value: Json | undefined): Date | undefined => {
  const time =
    typeof value === 'number'
      ? new Date(Math.round(value * 1_000))
      : new Date(typeof value === 'string' ? value.replace(' ', 'T') : Number.NaN)
  const isKept = time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9_999
  return isKept ? time : undefined
}

const issuerOfScim = 'https://scim.aws.com/'

/** Those that were given, the one of SCIM first: of several, the first is kept. */
export const awsExternalIds = (value: Json | undefined): readonly ExternalId[] => {
  const given = (Array.isArray(value) ? value : []).flatMap((each: Json) => {
    const { Id: id, Issuer: issuer } = isObject(each) ? each : {}
    if (typeof id !== 'string') return []
    const isStorable = typeof issuer === 'string' && !/\0|\p{Surrogate}/u.test(issuer)
    return [{ id, issuer: isStorable ? issuer : null }]
  })
  const isOfScim = ({ issuer }: ExternalId) => issuer?.startsWith(issuerOfScim) === true
  return [...given.filter(isOfScim), ...given.filter((each) => !isOfScim(each))]
}

/** Who made or changed something. The service names a user or a system; those it made over SCIM have its issuer. */
export const awsOrigin = (value: Json | undefined, [first]: readonly ExternalId[]): Origin => {
  if (typeof value === 'string' && /scim/i.test(value)) return 'scim'
  if (value === 'IdentityStoreAPI') return 'api' // as this program says it
  return value !== 'Console' && first?.issuer?.startsWith(issuerOfScim) ? 'scim' : 'manual'
}

/** A value with its names as SCIM spells them. */
export const scimSpelling = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((each: Json) => scimSpelling(each) ?? null)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [lowerFirst(name), scimSpelling(part)]),
  )
}

/** What the Identity Store API alone knows of a user or group: what is kept beside its SCIM resource. */
export const awsExtra = (value: JsonObject, names: readonly string[]): string =>
  JSON.stringify(
    Object.fromEntries(
      names.flatMap((name) => {
        const part = value[name]
        return part === undefined || part === null ? [] : [[lowerFirst(name), scimSpelling(part)]]
      }),
    ),
  )
