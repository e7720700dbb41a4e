import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrations } from './migrate.ts'

/**
 * A migrated, empty data directory of PGlite as an archive. Unpacking it takes a fraction of the time and memory of
 * initdb. It is not compressed, as a start reads it. `npm run build` builds it. Without it, a start runs initdb.
 */
const file = fileURLToPath(new URL('../../dist/pglite-template.tar', import.meta.url))
const fingerprintFile = `${file}.mark`

/** A text of everything that a template depends on. A template with the same text equals a new database. */
const currentFingerprint = async (): Promise<string> => {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../package.json'), 'utf8'))
  const hash = createHash('sha256')
  for (const [name, text] of await readMigrations()) hash.update(`${name}\n${text}\n`)
  return `pglite ${version} migrations ${hash.digest('hex')}`
}

/** The template, if this version of the program built it. */
export const findTemplate = async (): Promise<Blob | undefined> => {
  const fingerprint = await readFile(fingerprintFile, 'utf8').catch(() => undefined)
  if (fingerprint === undefined || fingerprint !== (await currentFingerprint())) return undefined
  const archive = await readFile(file).catch(() => undefined)
  return archive && new Blob([archive], { type: 'application/x-tar' })
}

/** Saves an archive as the template. */
export const saveTemplate = async (archive: Blob): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  const files = [
    [file, new Uint8Array(await archive.arrayBuffer())],
    [fingerprintFile, await currentFingerprint()],
  ] as const
  for (const [path, content] of files) {
    const part = `${path}.${process.pid}` // a rename never shows half a template
    await writeFile(part, content)
    await rename(part, path)
  }
}
