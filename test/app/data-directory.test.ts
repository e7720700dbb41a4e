import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { dataDirectory, writePrivateFile } from '../../src/app/data-directory.ts'

const note = { adminUrl: 'http://127.0.0.1:8081', pid: process.pid, database: null }

t.test('a private file', async (t) => {
  t.test('is readable only by its owner, and replaces an existing file', async (t) => {
    const folder = t.testdir({})
    const file = join(folder, 'new/file')
    await writePrivateFile(file, 'one')
    writeFileSync(file, 'two', { mode: 0o644 })
    await writePrivateFile(file, 'three')
    t.equal(statSync(file).mode & 0o777, 0o600)
    t.same(readdirSync(join(folder, 'new')), ['file'], 'no draft is left')
  })

  t.test('that cannot be written is a start failure', async (t) => {
    const folder = t.testdir({ file: '' })
    const failure = { name: 'StartFailure', message: /^Cannot write \S+ \((?:ENOTDIR|EEXIST)\)\./ }
    await t.rejects(writePrivateFile(join(folder, 'file/x'), ''), failure)
  })
})

t.test('a data directory', async (t) => {
  t.test('stores the admin token and the note of the server', async (t) => {
    const directory = dataDirectory(join(t.testdir({}), 'data'))
    t.equal(await directory.readAdminToken(), undefined)
    t.equal(await directory.readServerNote(), undefined)
    await directory.writeAdminToken('secret')
    await directory.writeServerNote(note)
    t.equal(await directory.readAdminToken(), 'secret')
    t.same(await directory.readServerNote(), note)
    await directory.removeServerNote()
    t.equal(await directory.readServerNote(), undefined)
  })

  t.test('does not remove the note of another server', async (t) => {
    const directory = dataDirectory(t.testdir({}))
    const other = { ...note, pid: process.pid + 1 }
    await directory.writeServerNote(other)
    await directory.removeServerNote()
    t.same(await directory.readServerNote(), other)
  })

  t.test('ignores an empty token and an invalid note', async (t) => {
    const folder = t.testdir({ 'admin-token': '\n', 'server.json': '{"adminUrl":1}' })
    t.equal(await dataDirectory(folder).readAdminToken(), undefined)
    t.equal(await dataDirectory(folder).readServerNote(), undefined)
  })

  t.test('that cannot be read is a start failure', async (t) => {
    const folder = t.testdir({ 'admin-token': {} })
    await t.rejects(dataDirectory(folder).readAdminToken(), { name: 'StartFailure' })
  })

  t.test('in memory stores nothing', async (t) => {
    const directory = dataDirectory('memory:')
    await directory.writeAdminToken('secret')
    await directory.writeServerNote(note)
    await directory.removeServerNote()
    t.equal(await directory.readAdminToken(), undefined)
    t.equal(await directory.readServerNote(), undefined)
  })
})
