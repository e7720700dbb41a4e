// kill -9 of the server at random times while sixteen clients write. SOAK_ROUNDS: how often (20 for a soak: npm run
// soak). SOAK_SEED: at which times, and what they write. A failure names its seed.
import t from 'tap'
import { lastingDatabase } from '../helpers/database.ts'
import { soak } from './soak.ts'

t.test(
  'a server that is killed at any time loses no confirmed change, and writes nothing in part',
  async (t) => {
    await soak(t, {
      place: await lastingDatabase(t),
      isOfDatabase: false,
      strike: async (server) => {
        server.kill('SIGKILL')
        return 'kill -9 of the server'
      },
    })
  },
)
