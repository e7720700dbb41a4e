import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { flagsFor } from '../helpers/administering.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'
import { startTestServer } from '../helpers/server.ts'

const folder = temporaryFolder(t)
const file = (name: string, content: unknown) => {
  writeFileSync(join(folder, name), JSON.stringify(content, null, 4))
  return join(folder, name)
}
const user = {
  UserName: 'ada@example.com',
  UserId: '64d8d418-1111-2222-3333-444444444444',
  Name: { FamilyName: 'Lovelace', GivenName: 'Ada' },
  DisplayName: 'Ada: Lovelace',
}
const group = { GroupId: '74d8d418-1111-2222-3333-444444444444', DisplayName: 'Ops' }
const users = file('users.json', { Users: [user] })
const groups = file('groups.json', { Groups: [group] })
const members = file('members.json', {
  GroupMemberships: [
    { MembershipId: 'm-1', GroupId: group.GroupId, MemberId: { UserId: user.UserId } },
  ],
})

t.test('import', async (t) => {
  const server = await startTestServer(t)
  const run = (args: readonly string[], answer?: string) =>
    command(['import', ...args, ...flagsFor(server)], answer)

  await t.test('imports files in any order and prints warnings', async (t) => {
    const result = await run([members, groups, users])
    t.same([result.code, result.error], [0, ''])
    t.match(
      result.out,
      /^ROWS +RULE +ATTRIBUTE +FIRST +FINDING\n1 +attribute-forbidden-characters +displayName +\S+users.json, line 3 +\S/,
    )
    t.match(
      result.out,
      `\n\nImported 1 user, 1 group and 1 membership into ${server.identityStoreId}.\n`,
    )
    const found = await server.scim('GET', `/Users/${user.UserId}`)
    expectParts(t, found.json, {
      userName: 'ada@example.com',
      displayName: 'Ada: Lovelace',
      active: true,
    })
    const filter = encodeURIComponent(`members.value eq "${user.UserId}"`)
    t.equal((await server.scim('GET', `/Groups?filter=${filter}`)).json.totalResults, 1)
  })

  await t.test('names the file and line that prevent it', async (t) => {
    const result = await run([users, groups])
    t.same([result.code, result.out], [1, ''])
    t.match(result.error, `Nothing was imported.\n${users}, line 3: the store has a user of the id`)
    t.match(result.error, `\n${groups}, line 3: the store has a group of the id`)
    writeFileSync(join(folder, 'cut.json'), '{"Users":[')
    const cut = await run([groups, join(folder, 'cut.json')])
    t.same([cut.code, cut.out], [2, ''])
    t.match(cut.error, /cut\.json, line 1: its JSON is never closed\.\n$/)
    t.match(
      (await run([join(folder, 'none')])).error,
      /^Cannot read \S+none: the file does not exist\.\n$/,
    )
  })

  await t.test('replaces contents only after a confirmation', async (t) => {
    t.match((await run([users, '--replace'])).error, /--yes/)
    const declined = await run([users, '--replace'], 'n')
    expectParts(t, declined.questions, [
      /^Delete all users and groups of d-\S+ before the import\? \[y\/N\] $/,
    ])
    t.equal(declined.code, 1)
    t.equal((await server.scim('GET', '/Groups')).json.totalResults, 1)
    const agreed = await run([users, users, '--replace', '--yes', '--json'])
    expectParts(t, JSON.parse(agreed.out), { users: 1, groups: 0, memberships: 0, repeated: 1 })
    t.equal((await server.scim('GET', '/Groups')).json.totalResults, 0)
  })

  await t.test('reads standard input', async (t) => {
    const piped = await run(['-', '--replace', '--yes'], JSON.stringify({ Groups: [group] }))
    t.equal(
      piped.out,
      `Imported 0 users, 1 group and 0 memberships into ${server.identityStoreId}.\n`,
    )
  })
})
