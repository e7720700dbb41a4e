import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type PgliteProgram = Promise<WebAssembly.Module>

/** Compiles PGlite. Called before PGlite is loaded: V8 compiles on other threads while this one loads modules. */
export const compileProgram = async (): PgliteProgram => {
  const folder = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))
  return WebAssembly.compile(await readFile(join(folder, 'pglite.wasm')))
}
