import { type Dialect, dialectOf, newestEpoch } from '../../identity-center/dialect.ts'
import { findingOf } from '../../identity-center/finding.ts'
import type { EpochDate, Finding } from '../../identity-center/rule.ts'
import { yieldToEventLoop } from '../../lib/event-loop.ts'
import type { Dependencies } from '../../operations/operation.ts'
import { takenViolation } from '../../operations/refuse-conflict.ts'
import { isObject } from '../../scim/json-object.ts'
import type { JsonObject } from '../../scim/resource.ts'
import type { ResourceTypeName } from '../../scim/schema.ts'
import type { Taken } from '../../store/store.ts'
import { AdministrationError } from '../shared/administration-error.ts'
import { requireStore } from '../stores/identity-stores.ts'
import { readSettings } from '../stores/settings.ts'
import { type CheckedResource, verdictOf } from './checked.ts'
import { type Examined, examine } from './examine.ts'
import { resourceTypeOf } from './resource-type.ts'

/** Users and groups to check against a store's rules and against what it holds. */
export interface CheckRequest {
  readonly resources: readonly JsonObject[]
  /** What they are, where they are not to say it themselves. */
  readonly type?: ResourceTypeName
  /** Another day than the store's. */
  readonly asOf?: EpochDate
  /** Rules that are off beside those that the store's settings switch off. */
  readonly rulesOff?: readonly string[]
}

/** How many may be checked at once. */
export const resourcesMax = 500

const dialectFor = async (
  dependencies: Dependencies,
  identityStoreId: string,
  { asOf, rulesOff = [] }: CheckRequest,
  defaultAsOf: EpochDate,
): Promise<Dialect> => {
  const { settings } = await requireStore(dependencies.store, identityStoreId)
  const asked = readSettings({
    ...(asOf !== undefined && { asOf }),
    rules: Object.fromEntries(rulesOff.map((id) => [id, 'off'])),
  })
  const merged = { ...settings, ...asked, rules: { ...settings.rules, ...asked.rules } }
  return dialectOf(merged, defaultAsOf)
}

/** Whether the holder is the resource itself: by its id, or by its external id and its name. */
const isSame = ({ id }: Examined, taken: readonly Taken<string>[], holderId: string): boolean => {
  const held = taken.filter(({ holder }) => holder.id === holderId).map(({ key }) => key)
  const isNamed = held.includes('userName') || held.includes('displayName')
  return id === holderId || (isNamed && held.includes('externalId'))
}

const checked = (examined: Examined, taken: readonly Taken<string>[]): CheckedResource => {
  const { type, name, unique, pointerOf } = examined
  const unauthenticated = taken.filter(({ holder }) => !isSame(examined, taken, holder.id))
  const conflicts = unauthenticated.flatMap((each): readonly Finding[] => {
    const own = unique.find(({ key }) => key === each.key)
    if (own === undefined) return []
    const violation = takenViolation(own.location, own.value, each)
    return [findingOf(own.rule, violation, 'refused', pointerOf)]
  })
  const findings = [...examined.findings, ...conflicts]
  const alreadyThere = unauthenticated.length < taken.length
  return { type, name, verdict: verdictOf(findings), alreadyThere, findings }
}

/** How many are judged before requests that wait have their turn: a millisecond or two of them. */
const atOnce = 20

/** Checks users and groups as if each were to be created in a store now, in their order. Changes nothing. */
export const checkResources = async (
  dependencies: Dependencies,
  identityStoreId: string,
  request: CheckRequest,
  defaultAsOf: EpochDate = newestEpoch,
): Promise<readonly CheckedResource[]> => {
  if (request.resources.length > resourcesMax) {
    throw new AdministrationError(
      'invalid',
      `No more than ${resourcesMax} users and groups are checked at once.`,
    )
  }
  if (!request.resources.every(isObject)) {
    throw new AdministrationError('invalid', 'Every one of the resources is a JSON object.')
  }
  const dialect = await dialectFor(dependencies, identityStoreId, request, defaultAsOf)
  const examined: Examined[] = []
  for (const [index, resource] of request.resources.entries()) {
    if (index % atOnce === atOnce - 1) await yieldToEventLoop()
    examined.push(examine(request.type ?? resourceTypeOf(resource), resource, dialect))
  }

  const users = examined.filter((each) => each.type === 'User')
  const groups = examined.filter((each) => each.type === 'Group')
  const { store } = dependencies
  const keysOf = <Keys>({ keys }: { readonly keys: Keys }) => keys
  const taken = new Map<Examined, readonly Taken<string>[]>()
  const ofUsers =
    users.length === 0 ? [] : await store.users.findTakenByMany(identityStoreId, users.map(keysOf))
  const ofGroups =
    groups.length === 0
      ? []
      : await store.groups.findTakenByMany(identityStoreId, groups.map(keysOf))
  for (const [index, user] of users.entries()) taken.set(user, ofUsers[index] ?? [])
  for (const [index, group] of groups.entries()) taken.set(group, ofGroups[index] ?? [])
  return examined.map((each) => checked(each, taken.get(each) ?? []))
}
