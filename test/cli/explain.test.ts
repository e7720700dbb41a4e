import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { flagsFor } from '../helpers/administering.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'
import { startTestServer } from '../helpers/server.ts'

const body = JSON.stringify({
  userName: 'ada@example.com',
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName: 'Ex\u200bample' },
  active: true,
})

t.test('explain over a running server', async (t) => {
  const server = await startTestServer(t)
  const at = flagsFor(server)
  const refused = await server.scim('POST', '/Users', body)
  const id = refused.headers.get('x-amzn-requestid') ?? ''

  await t.test('explains a stored request by its id or the first 8 digits of it', async (t) => {
    for (const given of [id, id.slice(0, 8)]) {
      const { code, out } = await command(['explain', given, ...at])
      t.equal(code, 1)
      t.match(out, /Response: 400 ValidationException/)
      t.match(
        out,
        /Refused: attribute-pattern\n +Where +name\.familyName, \/name\/familyName in the body/,
      )
      t.match(out, /U\+200B ZERO WIDTH SPACE at position 2/)
      t.match(out, /What to do/)
    }
    t.equal((await command(['explain', id, '--rule-off', 'attribute-pattern', ...at])).code, 0)
    t.equal((await command(['explain', '00000000', ...at])).code, 1)
  })

  await t.test('explains a hypothetical request from a file or standard input', async (t) => {
    const file = join(temporaryFolder(t), 'request.txt')
    writeFileSync(file, `curl -X POST "$ENDPOINT/Users" -d '${body}'`)
    t.equal((await command(['explain', file, ...at])).code, 1)
    const piped = ['explain', '-', '--operation', 'CreateUser', ...at]
    const { code, out } = await command(
      [...piped, '--json', '--rule-off', 'attribute-pattern'],
      body,
    )
    t.same([code, JSON.parse(out).items[0].response.status], [0, 201])
    for (const wrong of [['nowhere'], ['-', '--operation', 'X'], ['-']]) {
      t.equal((await command(['explain', ...wrong, ...at], '{}')).code, 2, wrong.join(' '))
    }
  })
})

t.test('explain without a server opens the database, or uses an empty store', async (t) => {
  const at = ['--data-dir', join(temporaryFolder(t), 'data')]
  const args = ['explain', '-', '--operation', 'CreateUser', ...at]
  t.equal((await command(args, body)).code, 1)
  t.equal((await command([...args, '--store', 'empty'], body.replace('\u200b', ''))).code, 0)
  t.equal((await command([...args, '--store', 'd-0000000000'], body)).code, 1)
})
