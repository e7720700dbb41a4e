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

/** A function that searches all rows and files of a database for a text. No store may be open on it. */
export const storedBytes = async (place: Place): Promise<(text: string) => boolean> => {
  const tables = await rawSql(
    place,
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  )
  // Bytes in a row are hexadecimal as text. In the files, long values are compressed.
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
