import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from './source-files.ts'

const tests = readdirSync(join(root, 'test'), { recursive: true })
  .map((name) => `test/${name}`)
  .filter((name) => /\.tsx?$/.test(name))
const textOf = (name: string) => readFileSync(join(root, name), 'utf8')

const chosen = execFileSync(process.execPath, ['test/database-tests.mjs'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')

t.test('what runs on PostgreSQL, too', async (t) => {
  t.test('is every test that asks for a database, directly or by way of others', async (t) => {
    const opener =
      /import \{[^}]*\} from '\.\.[^']*\/helpers\/(database|database-server|server|operation-dependencies)\.ts'/
    const askers = tests.filter((name) => name.endsWith('.test.ts') && opener.test(textOf(name)))
    t.ok(askers.length > 30)
    t.same(
      askers.filter((name) => !name.startsWith('test/browser/') && !chosen.includes(name)),
      [],
    )
    t.ok(chosen.includes('test/http/scim/headers.test.ts'), 'scim-server.ts starts its server')
  })

  t.test('is nothing pure', async (t) => {
    t.same(
      chosen.filter((name) => /^test\/(scim|identity-center|project|browser)\//.test(name)),
      [],
    )
  })

  t.test('can be told by its imports, since one file alone knows the server', async (t) => {
    const name = ['TEST', 'DATABASE', 'URL'].join('_')
    t.same(
      tests.filter((file) => textOf(file).includes(`process.env['${name}']`)),
      ['test/helpers/database-server.ts'],
    )
  })
})
