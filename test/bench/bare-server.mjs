// The least that a server on this stack can do: a fastify route that inserts one row, and one that selects by a key.
import fastify from 'fastify'
import pg from 'pg'

const table = `create table bare (
  id bigint generated always as identity primary key, name text not null, body text not null);
  create unique index bare_name on bare (name)`
const insert = 'insert into bare (name, body) values ($1, $2) returning id'
const select = 'select id, body from bare where name = $1'

/** The same driver as the server's: named statements on a pool, or on PGlite's one session. */
const connect = async () => {
  const url = process.env.BARE_DATABASE_URL
  if (url !== undefined) return new pg.Pool({ connectionString: url, max: 10 })
  const { PGlite } = await import('@electric-sql/pglite')
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres')
  const embedded = new PGlite({ dataDir: process.env.BARE_DATA_DIR })
  await embedded.waitReady
  const session = new pg.Client(createPgConfig(embedded))
  await session.connect()
  let last = Promise.resolve()
  const query = (what) => {
    last = last.then(() => session.query(what))
    return last
  }
  return { query }
}

const database = await connect()
for (const text of table.split(';')) await database.query({ text })

const app = fastify()
app.post('/Users', async ({ body }, reply) => {
  const values = [body.userName, JSON.stringify(body)]
  const { rows } = await database.query({ name: 'insert', text: insert, values })
  return reply.code(201).send({ ...body, id: rows[0].id })
})
app.addContentTypeParser('application/scim+json', { parseAs: 'string' }, (_request, text, done) =>
  done(null, JSON.parse(text)),
)
app.get('/Users', async ({ query }) => {
  const { rows } = await database.query({ name: 'select', text: select, values: [query.name] })
  return { totalResults: rows.length, Resources: rows.map(({ body }) => JSON.parse(body)) }
})
await app.listen({ port: 0, host: '127.0.0.1' })
console.log(JSON.stringify({ base: `http://127.0.0.1:${app.server.address().port}` }))
