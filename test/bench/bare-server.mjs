// The least that a server on this stack can do: a fastify route that inserts one row, and one that selects by a key.
import fastify from 'fastify'
import pg from 'pg'

/** The same driver as the server's: named statements on a pool, or on PGlite's one session. */
const connect = async () => {
  const { BARE_DATABASE_URL: url, BARE_DATA_DIR: dataDir } = process.env
  if (url !== undefined) return new pg.Pool({ connectionString: url, max: 10 })
  const { PGlite } = await import('@electric-sql/pglite')
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres')
  const session = new pg.Client(createPgConfig(await PGlite.create({ dataDir })))
  await session.connect()
  let last = Promise.resolve()
  const query = (what) => {
    last = last.then(() => session.query(what))
    return last
  }
  return { query }
}

const database = await connect()
await database.query('create table bare (name text primary key, body text not null)')
const insert = 'insert into bare (name, body) values ($1, $2)'
const select = 'select body from bare where name = $1'

const app = fastify()
app.addContentTypeParser('application/scim+json', { parseAs: 'string' }, (_request, body, done) =>
  done(null, body && JSON.parse(body)),
)
app.post('/Users', async ({ body }, reply) => {
  const values = [body.userName, JSON.stringify(body)]
  await database.query({ name: 'insert', text: insert, values })
  return reply.code(201).send(body)
})
app.get('/Users', async ({ query }) => {
  const { rows } = await database.query({ name: 'select', text: select, values: [query.name] })
  return { totalResults: rows.length, Resources: rows.map(({ body }) => JSON.parse(body)) }
})
console.log(JSON.stringify({ base: await app.listen({ port: 0, host: '127.0.0.1' }) }))
