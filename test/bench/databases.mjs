// The databases of the compared servers: a new database for each on one PostgreSQL server, or a folder for each.
import { join } from 'node:path'
import pg from 'pg'
import { folder } from './processes.mjs'
import { parentOf } from './processor-time.mjs'

let count = 0

/** Calls `use` with a new connection to PostgreSQL. */
const withClient = async (url, use) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** The version of PostgreSQL and the settings that determine what a commit guarantees. */
export const describeServer = (url) =>
  withClient(url, async (client) => {
    const facts = {}
    for (const setting of ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await client.query(`show ${setting}`)
      facts[setting] = rows[0][setting]
    }
    return facts
  })

const onPostgresql = async (server) => {
  count += 1
  const name = `bench_${process.pid}_${count}`
  const postmaster = await withClient(server, async (client) => {
    await client.query(`create database ${name}`)
    const { rows } = await client.query('select pg_backend_pid() as pid')
    return parentOf(rows[0].pid)
  })
  const url = new URL(`/${name}`, server).href
  const data = folder()
  return {
    postmaster,
    ours: { DATABASE_URL: url, SCIM_DATA_DIR: data.path },
    bare: { BARE_DATABASE_URL: url },
    settle: () => withClient(url, (client) => client.query('vacuum analyze')),
    remove: async () => {
      await withClient(server, (client) => client.query(`drop database ${name} with (force)`))
      data.remove()
    },
  }
}

const onPglite = async () => {
  const data = folder()
  return {
    ours: { SCIM_DATA_DIR: join(data.path, 'data') },
    bare: { BARE_DATA_DIR: join(data.path, 'data') },
    settle: async () => {}, // the server, which has the only session, does it
    remove: async () => data.remove(),
  }
}

/** A new empty database for one server. `server`: the URL of a PostgreSQL server, or undefined for PGlite. */
export const newPlace = (server) => (server === undefined ? onPglite() : onPostgresql(server))
