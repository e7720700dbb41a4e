// Fills the tables of the bare handlers, 1,000 rows at a time, and runs `vacuum analyze` like the server.
import { group, idOf, nameOf, user } from '../people.mjs'

const AT_ONCE = 1_000
const insert = {
  users: 'insert into users select * from unnest($1::text[], $2::text[], $3::text[])',
  groups: 'insert into groups select * from unnest($1::text[], $2::text[], $3::text[])',
}

export const bareFilling = (app, database) => {
  const fill = async (table, kind, count, keyOf, resourceOf) => {
    for (let from = 1; from <= count; from += AT_ONCE) {
      const many = Array.from({ length: Math.min(AT_ONCE, count - from + 1) }, (_, n) => from + n)
      await database.query({
        text: insert[table],
        values: [
          many.map((n) => idOf(kind, n)),
          many.map(keyOf),
          many.map((n) => JSON.stringify({ id: idOf(kind, n), ...resourceOf(keyOf(n)) })),
        ],
      })
    }
  }
  app.post('/fill', async ({ body: { users = 0, groups = 0 } }, reply) => {
    await fill('users', 'user', users, nameOf, user)
    await fill('groups', 'group', groups, (n) => `group-${n}`, group)
    await database.query({ text: 'vacuum analyze' })
    return reply.code(204).send()
  })
}
