// tap runs this once before all test files, under its own slow loader: the work is done under ours.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('prepare.ts', import.meta.url))
const args = [`--import=${import.meta.resolve('tsx')}`, program]
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
