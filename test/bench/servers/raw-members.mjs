// Inserts memberships as fast as the database accepts them, many in one statement.
import { idOf } from '../people.mjs'

const text = 'insert into memberships select $1, unnest($2::text[])'
let group = 0

export const rawMembers = (app, database) => {
  app.post('/raw-members', async ({ body }) => {
    const { each, connections, milliseconds, times = Infinity } = body
    const start = performance.now()
    let done = 0
    const work = async () => {
      while (performance.now() - start < milliseconds && done < times) {
        group += 1
        done += 1
        const ids = Array.from({ length: each }, (_, n) => idOf('user', n + 1))
        await database.query({ name: 'raw members', text, values: [idOf('group', group), ids] })
      }
    }
    await Promise.all(Array.from({ length: connections }, work))
    return { done, seconds: (performance.now() - start) / 1000 }
  })
}
