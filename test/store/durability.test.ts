import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { temporaryDirectory } from '../helpers/directory.ts'
import { reopened } from '../helpers/reopened.ts'
import { startStoreProcess } from '../helpers/start-store-process.ts'

t.test('a data directory', async (t) => {
  t.test('loses no confirmed change when the process is killed', async (t) => {
    const dataDir = await temporaryDirectory(t)
    for (const count of [1, 100]) {
      const writer = startStoreProcess(t, dataDir)
      await writer.printed(1 + count)
      await writer.kill()
      const said = writer.lines().slice(1)
      t.ok(said.length >= count)
      const { isReady, users } = await reopened(dataDir)
      t.ok(isReady)
      t.same(
        said.filter((id) => !users.includes(id)),
        [],
      )
    }
  })

  t.test('recovers when the first start is killed', async (t) => {
    for (const milliseconds of [0, 250, 600]) {
      const dataDir = await temporaryDirectory(t)
      const start = startStoreProcess(t, dataDir)
      while ((await stat(join(dataDir, 'lock')).catch(() => undefined)) === undefined)
        await sleep(5)
      await sleep(milliseconds)
      await start.kill()
      const { isReady, users } = await reopened(dataDir)
      t.ok(isReady, `killed ${milliseconds} ms after the lock was taken`)
      t.same(
        start
          .lines()
          .slice(1)
          .filter((id) => !users.includes(id)),
        [],
      )
    }
  })
})
