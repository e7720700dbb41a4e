// kill -9 of the server at random moments while sixteen clients write. SOAK_ROUNDS says how often (20 for a soak: npm
// run soak), SOAK_SEED at which moments, and what they write: a failure names the seed that it had.
import t from 'tap'
import { lastingDatabase } from '../helpers/database.ts'
import { soak } from './soak.ts'

t.test(
  'a server that is killed at any moment loses nothing, and does nothing by half',
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
