// tap runs this once before all test files, with its own slow loader. prepare.ts runs with tsx instead.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('prepare.ts', import.meta.url))
const args = [`--import=${import.meta.resolve('tsx')}`, program]
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
