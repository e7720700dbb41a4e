// The minimum for a server on this stack: fastify routes with one named statement each. It gets the same requests as
// the server, byte for byte, and stores a user as JSON, by id and by user name.
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { connectBare } from './bare-database.mjs'
import { bareFilling } from './bare-filling.mjs'
import { rawMembers } from './raw-members.mjs'

const database = await connectBare()
const ask = (name, text, values) => database.query({ name, text, values })

for (const statement of [
  'create table users (id text primary key, user_name text not null unique, resource text not null)',
  'create table groups (id text primary key, display_name text not null unique, resource text not null)',
  'create table memberships (group_id text not null, user_id text not null, primary key (group_id, user_id))',
]) {
  await database.query({ text: statement })
}

const app = fastify()
app.addContentTypeParser('application/scim+json', { parseAs: 'string' }, (_request, body, done) =>
  done(null, body && JSON.parse(body)),
)

/** The value in `userName eq "value"`. */
const quotedIn = (filter) => filter.slice(filter.indexOf('"') + 1, -1)
const list = (rows) =>
  `{"totalResults":${rows.length},"Resources":[${rows.map(({ resource }) => resource).join(',')}]}`

const resources = (app, table, attribute, column) => {
  const insert = `insert into ${table} (id, ${column}, resource) values ($1, $2, $3)`
  const byKey = `select resource from ${table} where ${column} = $1`
  const byId = `select resource from ${table} where id = $1`
  const json = (reply, text) => reply.type('application/scim+json').send(text)

  app.post('/', async ({ body }, reply) => {
    const id = randomUUID()
    const resource = JSON.stringify({ id, ...body })
    await ask(`insert ${table}`, insert, [id, body[attribute], resource])
    return json(reply.code(201), resource)
  })
  app.get('/', async ({ query }, reply) => {
    const { rows } = await ask(`by key ${table}`, byKey, [quotedIn(query.filter)])
    return json(reply, list(rows))
  })
  app.get('/:id', async ({ params }, reply) => {
    const { rows } = await ask(`by id ${table}`, byId, [params.id])
    return json(reply, rows[0].resource)
  })
}

const addMembers = 'insert into memberships select $1, unnest($2::text[]) on conflict do nothing'

app.register(
  async (app) => {
    app.register(async (app) => resources(app, 'users', 'userName', 'user_name'), {
      prefix: '/Users',
    })
    app.register(async (app) => resources(app, 'groups', 'displayName', 'display_name'), {
      prefix: '/Groups',
    })
    app.patch('/Groups/:id', async ({ params, body }, reply) => {
      const members = body.Operations[0].value.map(({ value }) => value)
      await ask('add members', addMembers, [params.id, members])
      return reply.code(204).send()
    })
  },
  { prefix: '/:tenant/scim/v2' },
)
bareFilling(app, database)
rawMembers(app, database)

const base = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(JSON.stringify({ scimEndpoint: `${base}/bare/scim/v2` }))
