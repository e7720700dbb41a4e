import t, { type Test } from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { Refusal } from '../../src/identity-center/errors.ts'
import { Evaluation } from '../../src/identity-center/evaluation.ts'
import {
  externalIdUnique,
  groupExternalIdUnique,
} from '../../src/identity-center/rules/uniqueness.ts'
import type { Call, Dependencies } from '../../src/operations/operation.ts'
import { perform } from '../../src/operations/perform.ts'
import type { Store } from '../../src/store/store.ts'
import { event } from '../helpers/events.ts'
import { testDependencies } from '../helpers/operation-dependencies.ts'
import { here } from '../helpers/rows.ts'

const callOf = (body: object, id = ''): Call => ({
  origin: 'scim',
  identityStoreId: here,
  tenantId: 'tenant-1',
  evaluation: new Evaluation(dialectOf({}, newestEpoch)),
  id,
  query: {},
  body: Buffer.from(JSON.stringify(body)),
  method: 'PATCH',
  userAgent: 'a-client/1.0',
  doubledSlash: false,
  endpoint: () => 'http://localhost/tenant-1/scim/v2',
  buildEvent: () => event(crypto.randomUUID()),
})

/** A store in which other requests write once, after a row was read for the first time. */
const interrupted = (
  { store, ...others }: Dependencies,
  table: 'users' | 'groups',
  interrupt: () => Promise<unknown>,
): Dependencies => {
  let reads = 0
  const read: Store['users']['read'] = async (...args) => {
    const row = await store[table].read(...args)
    reads += 1
    if (reads === 1) await interrupt()
    return row
  }
  return { ...others, store: { ...store, [table]: { ...store[table], read } } }
}

const replace = (path: string, value: string) => ({ Operations: [{ op: 'replace', path, value }] })

/** What a request is refused with: rule, value and holder of each conflict. */
const conflictsOf = async (t: Test, work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof Refusal)) {
    t.fail('it is refused', { error })
    return []
  }
  return error.findings.map(({ ruleId, value, sentence }) => ({
    ruleId,
    value,
    holder: /held by (\S+)/.exec(sentence)?.[1],
  }))
}

t.test(
  'a conflict after a second attempt is about what that attempt would have stored',
  async (t) => {
    t.test('of a user', async (t) => {
      const dependencies = await testDependencies(t)
      const person = (userName: string, more: object = {}) => ({
        userName: `${userName}@example.com`,
        displayName: userName,
        name: { givenName: userName, familyName: 'Example' },
        ...more,
      })
      const create = async (body: object) => {
        const { body: text = '{}' } = await perform('CreateUser', callOf(body), dependencies)
        return String(JSON.parse(text).id)
      }
      const ann = await create(person('ann'))
      const bob = await create(person('bob', { externalId: 'x' }))

      const work = perform(
        'PatchUser',
        callOf(replace('externalId', 'x'), ann),
        interrupted(dependencies, 'users', async () => {
          await perform(
            'PatchUser',
            callOf(replace('userName', 'anna@example.com'), ann),
            dependencies,
          )
          await create(person('ann'))
        }),
      )
      t.same(await conflictsOf(t, work), [{ ruleId: externalIdUnique.id, value: 'x', holder: bob }])
    })

    t.test('of a group', async (t) => {
      const dependencies = await testDependencies(t)
      const create = async (body: object) => {
        const { body: text = '{}' } = await perform('CreateGroup', callOf(body), dependencies)
        return String(JSON.parse(text).id)
      }
      const crew = await create({ displayName: 'Crew' })
      const team = await create({ displayName: 'Team', externalId: 'x' })

      const work = perform(
        'PatchGroup',
        callOf(replace('externalId', 'x'), crew),
        interrupted(dependencies, 'groups', async () => {
          await perform('PatchGroup', callOf(replace('displayName', 'Squad'), crew), dependencies)
          await create({ displayName: 'Crew' })
        }),
      )
      t.same(await conflictsOf(t, work), [
        { ruleId: groupExternalIdUnique.id, value: 'x', holder: team },
      ])
    })
  },
)

t.test('a conflict does not name the resource itself', async (t) => {
  const dependencies = await testDependencies(t)
  const create = async (body: object) => {
    const { body: text = '{}' } = await perform('CreateGroup', callOf(body), dependencies)
    return String(JSON.parse(text).id)
  }
  const crew = await create({ displayName: 'Crew', externalId: 'y' })
  const team = await create({ displayName: 'Team', externalId: 'x' })
  const work = perform('PatchGroup', callOf(replace('externalId', 'x'), crew), dependencies)
  t.same(await conflictsOf(t, work), [
    { ruleId: groupExternalIdUnique.id, value: 'x', holder: team },
  ])
})
