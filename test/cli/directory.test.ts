import { join } from 'node:path'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'

const silent = { logger: pino({ level: 'silent' }), notice: () => {} }
const dataDir = join(temporaryFolder(t), 'data')

/** Users and groups managed manually, through a running server and on the database itself. */
const runScenario = async (t: Test, at: readonly string[]) => {
  const print = async (...args: string[]) => {
    const { code, out, error } = await command([...args, ...at])
    t.same([code, error], [0, ''], args.join(' '))
    return out
  }
  const json = async (...args: string[]) => JSON.parse(await print(...args, '--json'))
  const fails = async (args: readonly string[], sentence: RegExp, code = 1) => {
    const result = await command([...args, ...at])
    t.same([result.code, result.out], [code, ''], args.join(' '))
    t.match(result.error, sentence)
  }

  const store = (await json('store', 'create')).identityStoreId
  const its = ['--store', store]
  const names = ['--given-name', 'Ada', '--family-name', 'Lovelace', '--email', 'ada@example.com']
  const other = ['--attributes', '{"title":"Countess","name":{"middleName":"King"}}']

  await t.test('users', async (t) => {
    const made = await json('user', 'create', 'ada@example.com', ...names, ...other, ...its)
    expectParts(t, made, { displayName: 'Ada Lovelace', enabled: true, createdBy: 'manual' })
    t.same(made.resource.name, { familyName: 'Lovelace', givenName: 'Ada', middleName: 'King' })
    t.same(await json('user', 'show', 'ADA@example.com', ...its), made)
    const shown = await print('user', 'show', made.userId, ...its)
    t.match(shown, `User          ${made.userId}\nUser name     ada@example.com\n`)
    t.match(shown, /^title +Countess$/m)
    t.match(shown, /^ {2}\$\{path:name\.givenName\} +Ada$/m)

    const title = ['--attributes', '{"title":null,"nickName":"Enchantress"}']
    const edited = await json('user', 'update', 'ada@example.com', ...title, ...its)
    t.notOk('title' in edited.resource)
    t.equal(edited.resource.nickName, 'Enchantress')
    expectParts(t, edited.resource.name, { middleName: 'King' })
    const mail = await json('user', 'update', made.userId, '--email', 'a@example.org', ...its)
    t.equal(mail.email, 'a@example.org')

    const clash = ['user', 'create', 'Ada@example.com', '--display-name', 'a<b', ...its]
    await fails(clash, /^name\.familyName: .*\(attribute-required\)$/m)
    await fails(clash, /^emails: .*\(manual-email-required\)$/m)
    await fails(clash, /^displayName: a<b .*U\+003C.*\(attribute-forbidden-characters\)$/m)
    await fails(clash, /^For details, run: explain [0-9a-f-]{36}$/m)
    const [, requestId = ''] =
      /explain (.+)\n$/.exec((await command([...clash, ...at])).error) ?? []
    const explained = await command(['explain', requestId, ...at])
    t.equal(explained.code, 1)
    t.match(explained.out, /\(CreateUser\)[\s\S]*^Refused: manual-email-required$/m)
    await fails(
      ['explain', requestId, '--rule-off', 'manual-email-required'],
      /^Only SCIM requests can be/,
    )
    const twice = ['user', 'create', 'Ada@example.com', ...names, ...its]
    await fails(twice, /held by .* manually\..*\(user-name-unique\)$/m)
    await fails(
      ['user', 'show', 'missing', ...its],
      /has no user with the name missing\. List them with `user list`/,
    )
    await fails(
      ['user', 'update', made.userId, ...its],
      /^Nothing to change\. Pass at least one attribute, such as --email\.\n$/,
      2,
    )
    const list = ['user', 'update', made.userId, '--attributes', '[]', ...its]
    await fails(list, /^--attributes must be a JSON object, such as/, 2)
    await fails(
      ['user', 'list', '--limit', 'x', ...its],
      /^--limit must be a whole number of at least 1, not "x"\.\n$/,
      2,
    )

    const rows = (await print('user', 'list', '--query', 'LOVE', ...its)).split('\n')
    t.match(rows[0], /^USER +USER NAME +DISPLAY NAME +EMAIL +STATUS +CREATED BY$/)
    t.match(rows[1], /ada@example\.com +Ada Lovelace +a@example\.org +enabled +manual$/)
    t.same((await json('user', 'list', '--query', 'missing', ...its)).items, [])
  })

  await t.test('groups and their members', async (t) => {
    const bob = ['--given-name', 'Bob', '--family-name', 'Doe', '--email', 'bob@example.com']
    await json('user', 'create', 'bob@example.com', ...bob, ...its)
    const made = await json('group', 'create', 'Engineers', '--description', 'build', ...its)
    expectParts(t, made, { displayName: 'Engineers', description: 'build', createdBy: 'manual' })
    t.notOk('description' in made.resource, 'SCIM does not show it')
    const people = ['ada@example.com', 'bob@example.com']
    t.match(await print('group', 'add-member', 'engineers', ...people, ...its), /^Added .*, .* to /)
    const { items } = await json('group', 'members', 'Engineers', ...its)
    t.same(items.map(({ userName }: { userName: string }) => userName).sort(), people)
    t.match(
      await print('user', 'groups', 'ada@example.com', ...its),
      /^GROUP +NAME +DESCRIPTION .*MEMBER SINCE\n.* Engineers +build +manual /,
    )

    t.match(await print('user', 'disable', 'bob@example.com', ...its), /^Status +disabled$/m)
    t.equal((await json('group', 'members', made.groupId, ...its)).items.length, 1)
    t.same((await json('user', 'groups', 'bob@example.com', ...its)).items, [])
    await fails(
      ['group', 'add-member', 'Engineers', 'bob@example.com', ...its],
      /\(manual-member-enabled\)$/m,
    )
    t.equal((await json('user', 'enable', 'bob@example.com', ...its)).enabled, true)

    const page = await command(['group', 'members', 'Engineers', '--limit', '1', ...its, ...at])
    t.match(page.error, /^Only the first 1 items are shown\. .* --cursor [0-9a-f-]{36}\.\n$/)
    const { nextCursor } = await json('group', 'members', 'Engineers', '--limit', '1', ...its)
    const rest = await json('group', 'members', 'Engineers', '--cursor', nextCursor, ...its)
    t.equal(rest.items.length, 1)
    t.notOk('nextCursor' in rest)

    await print('group', 'remove-member', 'Engineers', 'bob@example.com', ...its)
    await fails(
      ['group', 'remove-member', 'Engineers', 'bob@example.com', ...its],
      /\(manual-member-exists\)/,
    )
    const renamed = await json(
      'group',
      'update',
      'Engineers',
      '--name',
      'Builders',
      '--description',
      '',
      ...its,
    )
    expectParts(t, renamed, { displayName: 'Builders', description: null })
    await fails(
      ['group', 'update', 'Builders', ...its],
      /^Nothing to change\. Pass --name or --description/,
      2,
    )
    t.match(await print('group', 'show', 'Builders', ...its), /^Description +none$/m)
    t.equal((await json('group', 'list', ...its)).items.length, 1)
  })

  await t.test('a nameID', async (t) => {
    t.match(
      await print('user', 'name-id', 'ada@example.com', ...its),
      /is the user name of an enabled user/,
    )
    const result = await command(['user', 'name-id', 'Ada@example.com', ...its, ...at])
    t.equal(result.code, 1)
    t.match(result.out, /upper and lower case differ.* \(user [0-9a-f-]{36}\)\n$/)
  })

  await t.test('are deleted after a confirmation', async (t) => {
    await fails(
      ['user', 'delete', 'ada@example.com', ...its],
      /^Not a terminal, so the command cannot ask for confirmation\. Pass `--yes`\.\n$/,
      2,
    )
    const declined = await command(['group', 'delete', 'Builders', ...its, ...at], 'n')
    t.same([declined.code, declined.error], [1, 'Cancelled. Nothing was changed.\n'])
    expectParts(t, declined.questions, [/^Delete group Builders of d-.*\? \[y\/N\] $/])
    t.match(await print('user', 'delete', 'ada@example.com', '--yes', ...its), /^Deleted /)
    t.same((await json('group', 'members', 'Builders', ...its)).items, [])
    t.match(await print('group', 'delete', 'Builders', '--yes', ...its), /^Deleted /)
    await fails(['group', 'show', 'Builders', ...its], /has no group with the name Builders/)
  })

  await t.test('leave events that can be searched by origin', async (t) => {
    const { items } = await json('events', '--origin', 'manual', '--limit', '200', ...its)
    t.ok(items.length > 15)
    t.ok(items.every(({ origin }: { origin: string }) => origin === 'manual'))
    const added = await json('events', '--operation', 'addmembertogroup', ...its)
    t.equal(added.items.length, 2)
    t.same((await json('events', '--origin', 'scim', ...its)).items, [])
    await fails(
      ['events', '--origin', 'foot', ...its],
      /^origin must be one of scim, manual, api\.\n$/,
      2,
    )
  })
}

t.test('on the database itself', (t) => runScenario(t, ['--data-dir', dataDir]))

t.test('through a running server', async (t) => {
  const config = readServeConfig({ dataDir, port: '0', adminPort: '0' }, {})
  const server = await startServer(config, silent)
  t.teardown(() => server.close())
  await runScenario(t, ['--data-dir', dataDir])
})

t.test('every command has help', async (t) => {
  for (const [kind, names] of [
    [
      'user',
      ['list', 'show', 'create', 'update', 'enable', 'disable', 'delete', 'groups', 'name-id'],
    ],
    [
      'group',
      ['list', 'show', 'create', 'update', 'delete', 'members', 'add-member', 'remove-member'],
    ],
  ] as const) {
    const { out } = await command([kind, '--help'])
    for (const name of names) {
      t.match(out, new RegExp(`^  ${name} `, 'm'))
      const help = await command([kind, name, '--help'])
      t.same([help.code, help.error], [0, ''])
      t.match(help.out, /--store <id>/)
    }
  }
})
