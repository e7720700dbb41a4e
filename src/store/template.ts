import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrations } from './migrate.ts'

/**
 * A migrated, empty data directory of PGlite as an archive, which is not compressed: it is read at
 * every start. Unpacking it takes a fraction of the time and memory that initdb takes. It is made
 * when the program is built, and may be missing.
 */
const file = fileURLToPath(new URL('../../dist/pglite-template.tar', import.meta.url))
const markFile = `${file}.mark`

/** What a template depends on: it is as good as a new database while this stays the same. */
const currentMark = async (): Promise<string> => {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../package.json'), 'utf8'))
  const hash = createHash('sha256')
  for (const [name, text] of await readMigrations()) hash.update(`${name}\n${text}\n`)
  return `pglite ${version} migrations ${hash.digest('hex')}`
}

/** The template, if there is one and this very program made it. */
export const findTemplate = async (): Promise<Blob | undefined> => {
  const mark = await readFile(markFile, 'utf8').catch(() => undefined)
  if (mark === undefined || mark !== (await currentMark())) return undefined
  const archive = await readFile(file).catch(() => undefined)
  return archive && new Blob([archive], { type: 'application/x-tar' })
}

/** Keeps an archive as the template. */
export const keepTemplate = async (archive: Blob): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  const files = [
    [file, new Uint8Array(await archive.arrayBuffer())],
    [markFile, await currentMark()],
  ] as const
  for (const [path, content] of files) {
    const part = `${path}.${process.pid}` // nobody ever sees half a template
    await writeFile(part, content)
    await rename(part, path)
  }
}
