import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Place, rawSql } from './raw-sql.ts'

const filesBelow = async (folder: string): Promise<readonly Buffer[]> => {
  const found: Buffer[] = []
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name)
    if ((await stat(path)).isFile()) found.push(await readFile(path))
  }
  return found
}

/** Says of texts whether a database that no store is open on holds them: in any row, and in any file that it has. */
export const storedBytes = async (place: Place): Promise<(text: string) => boolean> => {
  const tables = await rawSql(
    place,
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  )
  // A row as text has its bytes in hexadecimal; long ones are compressed in the files.
  const each = tables.map(
    ({ name }) => `select string_agg(one::text, E'\\n') as rows from "${name}" one`,
  )
  const rows = (await rawSql(place, each.join(' union all ')))
    .map((row) => String(row['rows'] ?? ''))
    .join('\n')
  const files = 'dataDir' in place ? await filesBelow(place.dataDir) : []
  return (text) =>
    rows.includes(text) ||
    rows.includes(Buffer.from(text).toString('hex')) ||
    files.some((bytes) => bytes.includes(text))
}
