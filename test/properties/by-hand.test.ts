import fc from 'fast-check'
import t from 'tap'
import { localAdministration } from '../../src/administration/local-administration.ts'
import { AdministrationError } from '../../src/administration/shared/administration-error.ts'
import { RefusedByRule } from '../../src/administration/shared/refused-by-rule.ts'
import { administrationDependencies } from '../helpers/dependencies.ts'
import { testDependencies } from '../helpers/operation-dependencies.ts'
import { anyText, groupBody, userBody } from './arbitraries.ts'

const dependencies = await testDependencies(t)
const { createStore, directory, events } = localAdministration(
  dependencies,
  administrationDependencies(dependencies),
)
const { identityStoreId: store } = await createStore({ provisioning: false })

const user = await directory.createUser(store, {
  userName: 'ada@example.com',
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ value: 'ada@example.com', primary: true }],
})
const group = await directory.createGroup(store, { displayName: 'Engineers' })

/** Runs a change: it succeeds or is refused, and each change or refusal by a rule stores one event. */
const sane = async (work: () => Promise<unknown>) => {
  const count = async () => (await events.list('plain', { store }, { limit: 200 })).items.length
  await dependencies.store.events.clear(store)
  const refused = await work().then(
    () => undefined,
    (error: unknown) => error,
  )
  if (refused !== undefined && !(refused instanceof AdministrationError)) throw refused
  if (refused instanceof RefusedByRule) {
    const event = await events.get('plain', refused.requestId, store)
    if (event.findings[0]?.severity !== 'refused') throw new Error('refused without a finding')
  }
  const isWrite = refused === undefined || refused instanceof RefusedByRule
  if ((await count()) !== (isWrite ? 1 : 0)) throw new Error('one event for each write')
}

const changes = fc.oneof(userBody, groupBody(fc.constant(user.userId)), fc.jsonValue())
const id = fc.oneof(fc.constantFrom(user.userId, group.groupId), anyText)

t.test('any manual change succeeds or is refused by a rule, with one event', async () => {
  const write = fc.oneof(
    fc.record({ kind: fc.constant('createUser' as const), body: changes }),
    fc.record({ kind: fc.constant('createGroup' as const), body: changes }),
    fc.record({ kind: fc.constant('updateUser' as const), id, body: changes }),
    fc.record({ kind: fc.constant('updateGroup' as const), id, body: changes }),
    fc.record({
      kind: fc.constant('addMembers' as const),
      id,
      userIds: fc.array(id, { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('removeMember' as const), id, userId: id }),
  )
  const property = fc.asyncProperty(write, (asked) =>
    sane(() => {
      switch (asked.kind) {
        case 'createUser':
          return directory.createUser(store, asked.body)
        case 'createGroup':
          return directory.createGroup(store, asked.body)
        case 'updateUser':
          return directory.updateUser(store, asked.id, asked.body)
        case 'updateGroup':
          return directory.updateGroup(store, asked.id, asked.body)
        case 'addMembers':
          return directory.addMembers(store, asked.id, asked.userIds)
        case 'removeMember':
          return directory.removeMember(store, asked.id, asked.userId)
      }
    }),
  )
  await fc.assert(property, { numRuns: 200 })
})

t.test('any search is answered', async () => {
  const property = fc.asyncProperty(anyText, id, async (text, place) => {
    const { items } = await directory.listUsers(store, { query: text })
    if (items.length > 50) throw new Error('a page is longer than it should be')
    await directory.listGroups(store, { query: text })
    const { reason } = await directory.checkNameId(store, text)
    if (!reason.endsWith('.')) throw new Error(reason)
    await directory.listMembers(store, group.groupId, { query: text })
    await directory.getUser(store, place).catch((error: unknown) => {
      if (!(error instanceof AdministrationError)) throw error
    })
  })
  await fc.assert(property, { numRuns: 100 })
})
