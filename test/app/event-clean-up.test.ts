import { mock } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { createLogger } from '../../src/app/logger.ts'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { event } from '../helpers/events.ts'

t.test('a server deletes events past their retention within a minute', async (t) => {
  const place = await lastingDatabase(t)
  const before = await openStore(place)
  await before.store.events.insert(
    Array.from({ length: 1_200 }, (_, n) =>
      event(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, {
        identityStoreId: null,
        at: new Date(),
      }),
    ),
  )
  await before.close()

  mock.timers.enable({ apis: ['setInterval'] })
  t.teardown(() => mock.timers.reset())
  const config = readServeConfig({ port: '0', adminPort: '0', ...place }, {})
  const server = await startServer(config, {
    logger: createLogger('silent'),
    notice: () => {},
  })
  t.teardown(() => server.close())
  const count = async () =>
    (await server.dependencies.store.events.list({ identityStoreId: null }, { limit: 2_000 }))
      .length
  mock.timers.tick(60_000)
  const deadline = Date.now() + 10_000
  while ((await count()) > 1_000 && Date.now() < deadline) await sleep(200)
  t.equal(await count(), 1_000)
})
