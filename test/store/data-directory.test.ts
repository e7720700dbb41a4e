import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { StartFailure } from '../../src/store/start-failure.ts'
import { temporaryDirectory } from '../helpers/directory.ts'
import { reopened } from '../helpers/reopened.ts'
import { ample, here, user } from '../helpers/rows.ts'
import { startStoreProcess } from '../helpers/start-store-process.ts'

const isSentence = (text: string) => /^[A-Z/][^\n]+\.$/.test(text)

const refusal = async (dataDir: string): Promise<string> => {
  try {
    const { close } = await openStore({ dataDir })
    await close()
    return 'opened'
  } catch (error) {
    if (error instanceof StartFailure && isSentence(error.message)) return error.message
    throw error
  }
}

t.test('a data directory', async (t) => {
  t.test('is created for its owner alone, and keeps its data', async (t) => {
    const dataDir = join(await temporaryDirectory(t), 'new', 'data')
    const { store, kind, close } = await openStore({ dataDir })
    t.equal(kind, 'embedded')
    t.equal((await stat(dataDir)).mode & 0o777, 0o700)
    await store.users.insert(here, user(1), ample)
    await close()
    t.same(await reopened(dataDir), { isReady: true, users: [user(1).id] })
  })

  t.test('is locked by one process until it ends, in any way', async (t) => {
    const dataDir = await temporaryDirectory(t)
    const first = startStoreProcess(t, dataDir)
    await first.printed(1)
    t.same(first.lines().slice(0, 1), ['ready'])

    const second = startStoreProcess(t, dataDir)
    await second.printed(1)
    const inUse = `The data directory ${dataDir} is in use by another identity-center-scim (process ${first.pid}). Stop that one or use another --data-dir.`
    t.same(second.lines(), [inUse])
    t.equal(await refusal(dataDir), inUse)

    await first.kill()
    t.equal(await refusal(dataDir), 'opened')

    const { close } = await openStore({ dataDir })
    t.match(await refusal(dataDir), /in use/, 'nor may one process open it twice')
    t.match(await refusal(dataDir), /in use/, 'which does not free it either')
    await close()
    t.equal(await refusal(dataDir), 'opened')
  })

  t.test('begins again only if the first start did not complete', async (t) => {
    const dataDir = await temporaryDirectory(t)
    const half = join(dataDir, 'database')
    await mkdir(half)
    await writeFile(join(half, 'PG_VERSION'), '18\n')
    t.match(await refusal(dataDir), /seems to be damaged/, 'a database that was whole once')
    await writeFile(join(dataDir, 'database.unfinished'), '')
    t.same(await reopened(dataDir), { isReady: true, users: [] })

    const { store, close } = await openStore({ dataDir })
    await store.users.insert(here, user(1), ample)
    await close()
    t.same(await reopened(dataDir), { isReady: true, users: [user(1).id] }, 'which happens once')
  })

  t.test('is refused with a message if it is a file', async (t) => {
    const folder = await temporaryDirectory(t)
    const file = join(folder, 'file')
    await writeFile(file, '')
    t.equal(
      await refusal(file),
      `The data directory ${file} cannot be used, because it is a file. Use another --data-dir.`,
    )
    t.match(await refusal(join(file, 'data')), /a part of the path is a file/)
  })

  t.test('is refused with a message without write permission', async (t) => {
    const folder = await temporaryDirectory(t)
    await chmod(folder, 0o555)
    const isRoot = process.geteuid?.() === 0
    if (isRoot) process.seteuid?.('nobody') // cspell:disable-line (the Unix account)
    try {
      t.match(await refusal(folder), /cannot be used, because this user may not write there/)
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
  })

  t.test('is refused with a message if it holds other files', async (t) => {
    const dataDir = await temporaryDirectory(t)
    await mkdir(join(dataDir, 'database'))
    await writeFile(join(dataDir, 'database', 'thesis.txt'), 'all my work')
    t.match(await refusal(dataDir), /holds files, but no database/)
    t.match(await refusal(dataDir), /holds files, but no database/)
    t.ok(await stat(join(dataDir, 'database', 'thesis.txt')), 'which stay')
  })

  t.test('is refused with a message if its database is damaged or too old', async (t) => {
    const dataDir = await temporaryDirectory(t)
    await reopened(dataDir)
    await writeFile(join(dataDir, 'database', 'global', 'pg_control'), 'xxx')
    t.match(await refusal(dataDir), /seems to be damaged\. Restore a copy/)
    t.match(await refusal(dataDir), /seems to be damaged/, 'and the lock was given back')
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '17\n')
    t.match(await refusal(dataDir), /was written by PostgreSQL 17, but .* reads 18/)
  })
})
