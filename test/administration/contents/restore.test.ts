import fc from 'fast-check'
import t, { type Test } from 'tap'
import { localAdministration } from '../../../src/administration/local-administration.ts'
import { openStore } from '../../../src/store/open-store.ts'
import type { Store } from '../../../src/store/store.ts'
import { testStore } from '../../helpers/database.ts'
import { administrationDependencies } from '../../helpers/dependencies.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { ample, at, everything, group, here, idOf, later, there, user } from '../../helpers/rows.ts'
import { fileOf, snapshotText, withoutChecksum, withoutOrigin } from '../../helpers/snapshots.ts'
import { anyText } from '../../properties/arbitraries.ts'

/** What an error is to be like, as far as tap knows errors. */
type Match = { readonly message: string | RegExp }

/** The administration of a store, at a time that stands still. */
const contentsOf = (store: Store) => {
  const dependencies = { store, now: () => at, randomBytes: () => new Uint8Array(64) }
  return localAdministration(dependencies, administrationDependencies(dependencies)).contents
}

/** PGlite, also when the tests run on PostgreSQL: what is taken on one database is restored on the other. */
const embeddedStore = async (t: Pick<Test, 'teardown'>): Promise<Store> => {
  const opened = await openStore({ dataDir: 'memory:' })
  t.teardown(() => opened.close())
  return opened.store
}

const makeStores = async (store: Store) => {
  for (const id of [here, there]) {
    await store.identityStores.insert({ id, createdAt: at, settings: {} })
  }
}

/** What the store `here` holds, as far as the rest of the program sees it. */
const seen = async (store: Store, id = here) => {
  const users = await store.users.list(id, undefined, everything)
  const groups = await store.groups.list(id, undefined, everything)
  const members = []
  for (const { id: groupId } of groups) {
    members.push(...(await store.memberships.list(id, { groupId }, { after: '', limit: 1_000 })))
  }
  const settings = (await store.identityStores.find(id))?.settings
  const plain = ({ sequence: _, ...row }: (typeof users)[number]) => row
  return { users: users.map(plain), groups: groups.map(plain), members, settings }
}

const fill = async (store: Store) => {
  await store.identityStores.saveSettings(here, { asOf: '2024-04-05', throttling: true })
  const rows = [
    // In another order than that of their ids.
    {
      ...user(3, { email: 'Three@example.com' }),
      by: 'manual',
      extra: '{"Photos":[{"Value":"x"}]}',
    },
    { ...user(1, { externalId: 'ext-1' }), externalIdIssuer: 'https://scim.aws.com/tenant-1' },
    { ...user(2), by: 'api', at: later },
  ] as const
  for (const row of rows) {
    const { userName, email, externalId } = row.keys
    const emails = email === undefined ? {} : { emails: [{ value: email }] }
    const resource = JSON.stringify({ id: row.id, externalId, userName, ...emails })
    await store.users.insert(here, { ...row, resource }, ample)
  }
  await store.users.update(here, { ...user(2), at: later, by: 'scim' })
  await store.groups.insert(here, { ...group(2), extra: '{"Description":"two"}' }, ample)
  await store.groups.insert(here, group(1), ample)
  await store.memberships.add(here, idOf(1), [idOf(1), idOf(2), idOf(3)], at, 'manual')
  await store.memberships.add(here, idOf(2), [idOf(3)], later)
}

t.test('a snapshot', async (t) => {
  const [first, second] = [await embeddedStore(t), await testStore(t)]
  for (const store of [first, second]) await makeStores(store)
  const [one, other] = [contentsOf(first), contentsOf(second)]
  await fill(first)
  const taken = await snapshotText(one, here)

  await t.test('says line by line what the store holds, and no secret', async (t) => {
    const lines = taken
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    t.same(
      lines.map(({ kind }) => kind),
      [undefined, 'user', 'user', 'user', 'group', 'group', ...Array(4).fill('membership'), 'end'],
    )
    const [header, third] = lines
    expectParts(t, header, {
      format: 'identity-center-scim snapshot',
      version: 2,
      program: /^\d/,
      time: at.toISOString(),
      identityStoreId: here,
      settings: { asOf: '2024-04-05', throttling: true },
      counts: { users: 3, groups: 2, memberships: 4 },
    })
    t.same(third, {
      kind: 'user',
      id: idOf(3),
      createdAt: at.toISOString(),
      createdBy: 'manual',
      updatedAt: at.toISOString(),
      updatedBy: 'manual',
      extra: { Photos: [{ Value: 'x' }] },
      resource: { id: idOf(3), userName: 'user-3', emails: [{ value: 'Three@example.com' }] },
    })
  })

  await t.test('restored into another database gives the same store', async (t) => {
    await second.users.insert(here, user(9), ample)
    await second.groups.insert(here, group(9), ample)
    await second.memberships.add(here, idOf(9), [idOf(9)], at)
    await second.users.insert(there, user(1), ample)
    const counts = await other.restore(here, fileOf(taken))
    t.same(counts, { users: 3, groups: 2, memberships: 4 })
    t.same(await seen(second), await seen(first))
    t.equal(await snapshotText(other, here), taken, 'byte for byte')
    t.equal((await second.users.list(there, undefined, everything)).length, 1, 'no other store')

    await other.restore(there, fileOf(taken))
    t.same(await seen(second, there), await seen(first), 'or into another store')
    t.equal(withoutOrigin(await snapshotText(other, there)), withoutOrigin(taken))
    await one.restore(here, fileOf(await snapshotText(other, here)))
    t.equal(await snapshotText(one, here), taken, 'and back')
  })

  await t.test('restored is a store like any other', async (t) => {
    await t.rejects(second.users.insert(here, user(4, { userName: 'USER-3' }), ample), {
      constraint: 'users_user_name',
    } as object as Match)
    await t.rejects(second.users.insert(here, user(4, { email: 'three@EXAMPLE.com' }), ample))
    await t.rejects(second.users.insert(here, user(4, { externalId: 'ext-1' }), ample))
    await t.rejects(second.groups.insert(here, group(4, { displayName: 'Group-1' }), ample))
    t.equal(await second.users.insert(here, user(4), ample), 'inserted')
    const list = await second.users.list(here, undefined, everything)
    t.same(
      list.map(({ id }) => id),
      [3, 1, 2, 4].map(idOf),
      'in its order, newcomers last',
    )
    t.equal((await second.users.search(here, 'three@', everything)).length, 1)
    await second.users.delete(here, idOf(3))
    t.same(await second.memberships.list(here, { groupId: idOf(2) }, { after: '', limit: 9 }), [])
  })

  await t.test('counts rows against quotas from then on', async (t) => {
    t.equal(await second.users.insert(there, user(8), 3), 'quota')
    t.equal(await second.users.insert(there, user(8), 4), 'inserted')
    t.equal(await second.groups.insert(there, group(8), 2), 'quota')
  })

  await t.test('is refused, and nothing changed, where anything is wrong with it', async (t) => {
    const before = await snapshotText(other, here)
    const lines = taken.trimEnd().split('\n')
    const edited = (line: number, change: (text: string) => string) =>
      withoutChecksum(
        lines.map((text, index) => (index + 1 === line ? change(text) : text)).join('\n'),
      )
    const cases: readonly [what: string, file: string | Uint8Array, sentence: RegExp | string][] = [
      ['empty', '', 'Line 1: The file is empty.'],
      ['another file', '{"Users":[]}\n', /^Line 1: The file is not a snapshot/],
      ['text', 'userName,displayName\n', 'Line 1: The line is not JSON.'],
      [
        'UTF-16',
        Buffer.from(taken, 'utf16le'),
        /^Line \d+: The file is not UTF-8|^Line 1: The line is not JSON/,
      ],
      [
        'newer',
        edited(1, (text) => text.replace('"version":2', '"version":3')),
        /^Line 1: The snapshot was written by identity-center-scim \S+ in version 3 .* Use a newer program\.$/,
      ],
      [
        'no version',
        edited(1, (text) => text.replace('"version":2', '"version":"2"')),
        /^Line 1: `version` must be/,
      ],
      [
        'settings',
        edited(1, (text) => text.replace('2024-04-05', '2024-04-31')),
        /^Line 1: asOf is a day/,
      ],
      [
        'counts',
        edited(1, (text) => text.replace('"users":3', '"users":-3')),
        /^Line 1: `counts` must/,
      ],
      [
        'fewer counted',
        edited(1, (text) => text.replace('"users":3', '"users":2')),
        'Line 11: The first line announces 2 users, but the file contains 3.',
      ],
      ['cut at a line', lines.slice(0, 7).join('\n'), /^Line 7: The file is incomplete/],
      ['cut in a line', taken.slice(0, -200), /^Line \d+: The file ends within this line\.$/],
      ['a bit', taken.replace('user-1', 'user-7'), /^Line 11: The checksum does not match/],
      [
        'a line gone',
        [...lines.slice(0, 7), ...lines.slice(8)].join('\n'),
        /^Line 10: The checksum/,
      ],
      [
        'after the end',
        `${taken}{}\n`,
        'Line 12: The snapshot ended with line 11. Remove the lines after it.',
      ],
      ['an empty line', edited(3, () => ''), 'Line 3: The line is not JSON.'],
      ['a list', edited(3, () => '[]'), 'Line 3: The line is not a JSON object.'],
      [
        'deep',
        edited(3, () => `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`),
        /^Line 3: The line is nested/,
      ],
      [
        'a key twice',
        edited(3, (text) => text.replace('"kind"', '"id":"x","kind"')),
        /^Line 3: .* duplicate key/,
      ],
      [
        'a kind',
        edited(3, (text) => text.replace('"user"', '"token"')),
        'Line 3: `kind` must be user, group, membership or end.',
      ],
      [
        'a field too many',
        edited(3, (text) => text.replace('"kind"', '"hash":"x","kind"')),
        'Line 3: The field "hash" is unknown in this version of the format.',
      ],
      [
        'a field too few',
        edited(3, (text) => text.replace('"createdBy":"scim",', '')),
        'Line 3: `createdBy` of a user must be scim, manual or api.',
      ],
      [
        'an id',
        edited(7, (text) => text.replace(/"id":"[^"]*"/, '"id":"\\u0000"')),
        /^Line 7: `id` of a membership must be an id/,
      ],
      [
        'an issuer',
        edited(3, (text) => text.replace('https://scim', '\\ud800')),
        /^Line 3: `externalIdIssuer` of a user/,
      ],
      [
        'a time',
        edited(3, (text) => text.replace(at.toISOString(), '2026-02-30T00:00:00.000Z')),
        /^Line 3: `createdAt` of a user must be a time/,
      ],
      [
        'another id',
        edited(3, (text) => text.replace(/"resource":{"id":"[^"]*"/, '"resource":{"id":"x"')),
        /^Line 3: The resource and its row have different ids/,
      ],
      [
        'a name',
        edited(3, (text) => text.replace('"userName":"user-1"', '"userName":7')),
        'Line 3: `userName` of the resource is not a string.',
      ],
      [
        'a name twice',
        edited(4, (text) => text.replace('"userName":"user-2"', '"userName":"USER-1"')),
        'Line 4: Line 3 has the same userName "USER-1".',
      ],
      [
        'a membership of a missing user',
        edited(7, (text) => text.replace(/"userId":"[^"]*"/, '"userId":"missing"')),
        'Line 7: There is no user "missing" before this line.',
      ],
      ['a membership twice', edited(8, () => lines[6] ?? ''), /^Line 8: Line 7 has the same id/],
    ]
    for (const [what, file, sentence] of cases) {
      await t.rejects(
        other.restore(here, fileOf(file)),
        { kind: 'invalid', message: sentence } as Match,
        what,
      )
    }
    const swapped = [
      ...lines.slice(0, 3),
      lines[4],
      lines[3],
      ...lines.slice(5, 10),
      '{"kind":"end"}',
    ]
    await t.rejects(other.restore(here, fileOf(swapped.join('\n'))), {
      message: 'Line 5: Each user must come before the first group.',
    })
    t.equal(await snapshotText(other, here), before)
    await t.rejects(other.restore('d-0000000009', fileOf(taken)), {
      kind: 'not-found',
    } as object as Match)
    await t.rejects(other.snapshot('d-0000000009'), { kind: 'not-found' } as object as Match)
  })

  await t.test('may be edited by hand, without its checksum', async (t) => {
    const edited = withoutChecksum(taken.replaceAll('user-1', 'user-7'))
    await other.restore(there, fileOf(edited.replaceAll('\n', '\r\n')))
    t.equal((await second.users.search(there, 'user-7', everything)).length, 1)
  })

  await t.test('of a broken transfer changes nothing', async (t) => {
    const before = await snapshotText(other, here)
    async function* broken() {
      yield Buffer.from(taken.slice(0, 500))
      throw new Error('gone')
    }
    await t.rejects(other.restore(here, broken()), { message: 'gone' })
    t.equal(await snapshotText(other, here), before)
  })
})

t.test('everything a resource contains is restored unchanged', async (t) => {
  const [first, second] = [await testStore(t), await embeddedStore(t)]
  for (const store of [first, second]) await makeStores(store)
  const object = fc.dictionary(
    fc.oneof(anyText, fc.constantFrom('name', '__proto__', '1', 'emails2')),
    fc.oneof(anyText, fc.boolean(), fc.integer(), fc.constant(null), fc.array(anyText)),
    { maxKeys: 6 },
  )
  const resource = fc.record({ userName: anyText, displayName: anyText, attributes: object })
  await fc.assert(
    fc.asyncProperty(fc.array(resource, { maxLength: 5 }), object, async (resources, extra) => {
      await contentsOf(first).reset(here)
      const extras = JSON.stringify(extra)
      for (const [index, { userName, displayName, attributes }] of resources.entries()) {
        const named = { ...user(index), keys: { ...user(0).keys, userName: `${index}${userName}` } }
        const resource = JSON.stringify({
          ...attributes,
          id: named.id,
          userName: named.keys.userName,
        })
        await first.users.insert(here, { ...named, resource, extra: extras }, ample)
        const keys = { displayName: `${displayName}${index}`, externalId: undefined }
        const groupText = JSON.stringify({
          ...attributes,
          id: named.id,
          displayName: keys.displayName,
        })
        await first.groups.insert(
          here,
          { ...named, keys, resource: groupText, extra: extras },
          ample,
        )
        await first.memberships.add(here, named.id, [named.id], at)
      }
      const taken = await snapshotText(contentsOf(first), here)
      await contentsOf(second).restore(here, fileOf(taken))
      t.same(await seen(second), await seen(first))
      t.equal(await snapshotText(contentsOf(second), here), taken)
    }),
    { numRuns: 40 },
  )
})
