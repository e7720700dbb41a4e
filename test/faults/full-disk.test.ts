// Behavior on a full disk, of the embedded database and of PostgreSQL.
import { randomBytes } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { serverUrl } from '../helpers/database-server.ts'
import { temporaryDirectory } from '../helpers/directory.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { runProgram, type ServerProcess, serveProgram } from '../helpers/program.ts'
import { noSmallDisk, type SmallDisk, smallDisk } from '../helpers/small-disk.ts'
import { type PostgresqlServer, postgresqlServer } from '../postgresql-server.mjs'
import { createByHand, environment, largeUser, scimAt, writeUntilRefused } from './clients.ts'

const megabyte = 2 ** 20
/** A segment of the write-ahead log. These databases allocate one at a time. */
const lessThanLog = 900_000

const refusal = { status: 500, json: { detail: 'Internal server error', status: '500' } }

const users = async (server: ServerProcess, filter = '') =>
  (await scimAt(server)('GET', `/Users?count=1${filter}`)).json

/** Fills the disk of a server: reads work, and writes fail until space is freed. */
const filled = async (t: Test, disk: SmallDisk, server: ServerProcess) => {
  const scim = scimAt(server)
  t.equal((await scim('POST', '/Users', largeUser('before@example.com'))).status, 201)
  disk.fill()
  const create = (n: number) => ['POST', '/Users', largeUser(`user-${n}@example.com`)] as const
  const { written, refused } = await writeUntilRefused(scim, create)
  expectParts(t, refused, refusal, 'as when the database cannot be reached')
  expectParts(t, await createByHand(server), {
    status: 503,
    json: { detail: /^The disk of the database is full: free space on it, [^\n]+\.$/ },
  })
  t.equal((await users(server)).totalResults, 1, 'reads go on')
  t.match(server.output.stderr, /"msg":"the disk of the database is full: free space on it, /)
  t.notMatch(server.output.stderr, /unexpected error/)

  disk.empty()
  t.equal((await scim('POST', '/Users', largeUser('after@example.com'))).status, 201)
  return ['before', 'after', ...Array.from({ length: written }, (_, n) => `user-${n}`)]
}

const areThere = async (t: Test, server: ServerProcess, names: readonly string[]) => {
  for (const name of names) {
    const filter = `&filter=${encodeURIComponent(`userName eq "${name}@example.com"`)}`
    t.equal((await users(server, filter)).Resources?.[0]?.title, 'y'.repeat(900), name)
  }
}

/** Replaces a user until the write-ahead log does not fit on the disk. Returns the versions that it may have now. */
const rewrittenUntilFull = async (disk: SmallDisk, server: ServerProcess) => {
  const scim = scimAt(server)
  const { id } = (await scim('POST', '/Users', largeUser('one@example.com'))).json
  const { written, refused } = await writeUntilRefused(scim, (n) => {
    disk.fill(lessThanLog) // what the tables take of it, they are given back
    const long = ['nickName', 'userType', 'locale'].map((path) => ({
      op: 'replace',
      path,
      value: randomBytes(450).toString('hex'),
    }))
    const Operations = [{ op: 'replace', path: 'title', value: `title ${n}` }, ...long]
    return ['PATCH', `/Users/${id}`, { Operations }]
  })
  return { id, refused, titles: [`title ${written - 1}`, `title ${written}`] }
}

const onPostgresql = serverUrl !== undefined && 'is for npm test'
const onPglite = serverUrl === undefined && 'is for npm run test:postgresql'

t.test('the embedded database', { skip: onPostgresql || noSmallDisk }, async (t) => {
  const serve = (disk: SmallDisk) =>
    serveProgram(t, ['--data-dir', join(disk.path, 'data')], environment, disk.within)

  t.test('refuses writes on a full disk, and loses nothing', async (t) => {
    const disk = await smallDisk(t, 64 * megabyte)
    const server = await serve(disk)
    const names = await filled(t, disk, server)
    server.kill('SIGKILL')
    await server.ended
    const again = await serve(disk)
    await areThere(t, again, names)
    await again.stop()
  })

  t.test(
    'ends with a message if its log does not fit on the disk, and is complete afterwards',
    async (t) => {
      const disk = await smallDisk(t, 64 * megabyte)
      const server = await serve(disk)
      const { id, refused, titles } = await rewrittenUntilFull(disk, server)
      expectParts(t, refused, refusal, 'every request gets a response')
      const { code, stderr } = await server.ended
      t.equal(code, 1)
      t.match(
        stderr.trimEnd().split('\n').at(-1),
        /^The embedded database has ended \(.*No space left on device\)\. .* the disk is full\. Free space on it .*\. Then start again\. [^\n]+\.$/,
      )

      const data = ['--data-dir', join(disk.path, 'data'), '--port', '0', '--admin-port', '0']
      const start = await runProgram(['serve', ...data], environment, disk.within)
      t.same([start.code, start.stdout], [1, ''])
      t.match(
        start.stderr,
        /^The data directory \S+ cannot be used, because the disk is full\. Free space on it or use another --data-dir\.\n$/,
      )

      disk.empty()
      const again = await serve(disk)
      const { status, json } = await scimAt(again)('GET', `/Users/${id}`)
      t.equal(status, 200)
      t.ok(titles.includes(json.title), json.title)
      t.equal((await scimAt(again)('POST', '/Users', largeUser('two@example.com'))).status, 201)
      await again.stop()
    },
  )

  t.test('does not start without free space', async (t) => {
    const disk = await smallDisk(t, 8 * megabyte)
    const data = ['--data-dir', join(disk.path, 'data'), '--port', '0', '--admin-port', '0']
    const start = await runProgram(['serve', ...data], environment, disk.within)
    t.same([start.code, start.stdout], [1, ''])
    t.match(
      start.stderr,
      /^The data directory \S+ cannot be used, because the disk is full\. [^\n]+\n$/,
    )
  })

  t.test('is not opened on a read-only disk', async (t) => {
    const disk = await smallDisk(t, 64 * megabyte)
    const server = await serve(disk)
    await server.stop()
    disk.setReadOnly(true)
    for (const name of ['data', 'another']) {
      const data = ['--data-dir', join(disk.path, name), '--port', '0', '--admin-port', '0']
      const start = await runProgram(['serve', ...data], environment, disk.within)
      t.same([start.code, start.stdout], [1, ''])
      t.match(
        start.stderr,
        /^The data directory \S+ cannot be used, because the file system is read-only\. Use another --data-dir\.\n$/,
      )
    }
    disk.setReadOnly(false)
    await (await serve(disk)).stop()
  })
})

t.test('PostgreSQL', { skip: onPglite || noSmallDisk }, async (t) => {
  const start = async (t: Test, disk: SmallDisk, more: readonly string[]) => {
    const postgresql = await postgresqlServer({
      disk: disk.path,
      within: disk.within,
      initdb: ['--wal-segsize=1', ...more],
      options: ['-c min_wal_size=2MB', '-c max_wal_size=32MB'],
    })
    t.teardown(postgresql.remove)
    postgresql.start()
    return postgresql
  }
  const serve = (t: Test, { url }: PostgresqlServer) =>
    serveProgram(t, ['--data-dir', t.testdir()], { ...environment, SCIM_DATABASE_URL: url })

  t.test('refuses writes on a full disk, and continues', async (t) => {
    const disk = await smallDisk(t, 96 * megabyte)
    const elsewhere = await temporaryDirectory(t)
    chmodSync(elsewhere, 0o777)
    const postgresql = await start(t, disk, ['--waldir', join(elsewhere, 'wal')])
    const server = await serve(t, postgresql)
    const names = await filled(t, disk, server)
    await areThere(t, server, names)
    t.equal(postgresql.log().split('ready to accept connections').length, 2, 'it never stopped')
    await server.stop()
  })

  t.test('that ended for lack of disk space is used again once it is back', async (t) => {
    const disk = await smallDisk(t, 96 * megabyte)
    const postgresql = await start(t, disk, [])
    const server = await serve(t, postgresql)
    const { id, refused, titles } = await rewrittenUntilFull(disk, server)
    expectParts(t, refused, refusal)
    t.equal((await createByHand(server)).status, 503)

    disk.empty()
    postgresql.stop()
    postgresql.start()
    const { status, json } = await scimAt(server)('GET', `/Users/${id}`)
    t.equal(status, 200)
    t.ok(titles.includes(json.title), json.title)
    t.equal((await scimAt(server)('POST', '/Users', largeUser('two@example.com'))).status, 201)
    await server.stop()
  })
})
