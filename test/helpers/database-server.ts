import pg from 'pg'

/** The PostgreSQL server for the tests; undefined on PGlite. */
export const serverUrl = process.env['TEST_DATABASE_URL']

/** The migrated database that tests copy. */
export const templateName = 'identity_center_scim_template'

/** The URL of another database on the same server. */
export const databaseUrl = (name: string, server: string): string => {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Runs one statement on a new connection. */
export const runSql = async (url: string, text: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
