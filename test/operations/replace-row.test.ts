import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { Evaluation } from '../../src/identity-center/evaluation.ts'
import { bodyRules, requestRules } from '../../src/identity-center/rules/request.ts'
import type { Answer } from '../../src/operations/operation.ts'
import { replaceRow } from '../../src/operations/replace-row.ts'
import type { Store } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { ample, here, idOf, populate, user } from '../helpers/rows.ts'

const resource = (title: string) => ({ ...user(1), resource: JSON.stringify({ title }) })

/** The store with a concurrent writer: `interfere` runs after each read without a lock. */
const contended = (store: Store, interfere: () => Promise<unknown>) => {
  const asked = { reads: 0, locks: 0 }
  const users: Store['users'] = {
    ...store.users,
    read: async (...args) => {
      asked.reads += 1
      const row = await store.users.read(...args)
      await interfere()
      return row
    },
  }
  const transaction: Store['transaction'] = (work) => {
    asked.locks += 1
    return store.transaction(work)
  }
  return { store: { ...store, users, transaction }, asked }
}

/** Adds a word to what is stored, as a PATCH does; every attempt finds something to warn of. */
const append = (
  store: Store,
  evaluation = new Evaluation(dialectOf({}, newestEpoch)),
): Promise<Answer> => {
  const target = { identityStoreId: here, id: idOf(1), evaluation }
  return replaceRow(store, 'users', target, async (within, stored, version) => {
    if (stored === undefined) throw new Error('the user does not exist')
    evaluation.require(bodyRules, { duplicateKeys: true })
    const { title } = JSON.parse(stored.resource)
    const row = resource(`${title} mine`)
    const isWritten = await within.users.update(here, row, undefined, version ? { version } : {})
    return isWritten ? { status: 200, body: row.resource } : undefined
  })
}

t.test('a row with concurrent writers', async (t) => {
  const store = await testStore(t)
  await populate(store, here, { users: 1 })
  const title = async () => {
    return JSON.parse((await store.users.find(here, idOf(1)))?.resource ?? '{}').title
  }

  await t.test('is read twice at most, then locked', async (t) => {
    await store.users.update(here, resource('first'))
    let writes = 0
    const { store: busy, asked } = contended(store, async () => {
      writes += 1
      await store.users.update(here, resource(`${await title()} other-${writes}`))
    })
    const evaluation = new Evaluation(dialectOf({}, newestEpoch))
    evaluation.require(requestRules, { method: 'PATCH', userAgent: undefined, doubledSlash: false })
    t.equal((await append(busy, evaluation)).status, 200)
    t.same(asked, { reads: 2, locks: 1 })
    t.same(
      evaluation.findings.map(({ ruleId }) => ruleId),
      ['user-agent-required', 'body-keys-unique'],
      'what was found before stays, and each warning is collected once',
    )
    t.equal(await title(), 'first other-1 other-2 mine', 'no update is lost')
  })

  await t.test('is read once and not locked without a conflict', async (t) => {
    await store.users.update(here, resource('first'))
    const { store: quiet, asked } = contended(store, async () => {})
    t.equal((await append(quiet)).status, 200)
    t.same(asked, { reads: 1, locks: 0 })
    t.equal(await title(), 'first mine')
  })

  await t.test('may be deleted meanwhile', async (t) => {
    const { store: busy } = contended(store, () => store.users.delete(here, idOf(1)))
    await t.rejects(append(busy), { message: 'the user does not exist' })
    t.equal(await store.users.insert(here, user(2), ample), 'inserted')
  })
})
