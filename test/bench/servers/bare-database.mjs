// The database of the bare handlers, with the server's own driver: a pool of ten connections, or PGlite's only session.
import pg from 'pg'

export const connectBare = async () => {
  const { BARE_DATABASE_URL: connectionString, BARE_DATA_DIR: dataDir } = process.env
  if (connectionString !== undefined) return new pg.Pool({ connectionString, max: 10 })
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
