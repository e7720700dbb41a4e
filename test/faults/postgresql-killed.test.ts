// kill -9 of PostgreSQL at random times while sixteen clients write. For SOAK_ROUNDS and SOAK_SEED see
// server-killed.test.ts. Our server stays up, and reconnects by itself.
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { serverUrl } from '../helpers/database-server.ts'
import { postgresqlServer } from '../postgresql-server.mjs'
import { soak } from './soak.ts'

const patienceMs = 60_000
const skip = serverUrl === undefined && 'is for npm run test:postgresql'

t.test('a PostgreSQL that is killed at any time loses no confirmed change', { skip }, async (t) => {
  // A PostgreSQL of this test alone, with the durability of a production server.
  const postgresql = await postgresqlServer()
  t.teardown(postgresql.remove)
  postgresql.start()
  const starts = () => postgresql.log().split('ready to accept connections').length

  await soak(t, {
    place: { databaseUrl: postgresql.url },
    isOfDatabase: true,
    strike: async (_server, random) => {
      const which = random.pick(['all', 'first', 'one'] as const) ?? 'all'
      const before = starts()
      const deadline = Date.now() + patienceMs
      postgresql.kill(which)
      if (which === 'one') {
        // The postmaster ends the others, and restarts.
        while (starts() === before && Date.now() < deadline) await sleep(20)
        return 'kill -9 of one process of PostgreSQL'
      }
      await sleep(random.below(1_000))
      // Processes that have not noticed the end of the postmaster keep a new one from starting.
      for (let trouble = postgresql.tryStart(); trouble !== undefined; ) {
        if (Date.now() > deadline) throw new Error(trouble)
        await sleep(100)
        trouble = postgresql.tryStart()
      }
      return which === 'all'
        ? 'kill -9 of PostgreSQL'
        : 'kill -9 of the first process of PostgreSQL'
    },
  })
})
