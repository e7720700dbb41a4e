import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type PgliteProgram = Promise<WebAssembly.Module>

/** PGlite, compiled. It is begun before PGlite asks for it: other threads do this while this one loads the rest. */
export const compileProgram = async (): PgliteProgram => {
  const folder = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))
  return WebAssembly.compile(await readFile(join(folder, 'pglite.wasm')))
}
