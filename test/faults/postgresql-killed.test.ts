// kill -9 of PostgreSQL at random moments while sixteen clients write; for SOAK_ROUNDS and SOAK_SEED see
// server-killed.test.ts. The server of ours stays, and finds its database again by itself.
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { serverUrl } from '../helpers/database-server.ts'
import { postgresqlServer } from '../postgresql-server.mjs'
import { soak } from './soak.ts'

const patienceMs = 60_000
const skip = serverUrl === undefined && 'is for npm run test:postgresql'

t.test('a PostgreSQL that is killed at any moment loses nothing', { skip }, async (t) => {
  // A server of the test's own, which writes as carefully as one that people rely on.
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
        // The others are ended by the first, which then begins anew.
        while (starts() === before && Date.now() < deadline) await sleep(20)
        return 'kill -9 of one process of PostgreSQL'
      }
      await sleep(random.below(1_000))
      // Processes that have not noticed yet that the first one is gone keep another from starting.
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
