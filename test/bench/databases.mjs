// Where the servers that are compared keep their data: a new database each on one PostgreSQL, or a folder each.
import { join } from 'node:path'
import pg from 'pg'
import { folder } from './processes.mjs'
import { parentOf } from './processor-time.mjs'

let made = 0

/** Asks PostgreSQL something, over a connection of its own. */
const withClient = async (url, use) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** What a committed write stands for there, and which version it is. */
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
  made += 1
  const name = `bench_${process.pid}_${made}`
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
    settle: async () => {}, // what has been filled in is looked after by whoever has the one session
    remove: async () => data.remove(),
  }
}

/** A new and empty place for one server; `server` is the URL of a PostgreSQL, or undefined for PGlite. */
export const newPlace = (server) => (server === undefined ? onPglite() : onPostgresql(server))
