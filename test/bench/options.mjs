// The command line of the benchmark.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const usage = `Usage: npm run bench [-- FLAGS]
  --full           all figures at full size, in less than fifteen minutes; without it, in less than two
  --only=PATTERN   only figures whose name this regular expression matches
  --without-postgresql
                   PGlite alone, also where PostgreSQL is installed
  --profile        also what the servers' time goes into while they answer, for each figure
  --json=FILE      where to write the results; otherwise into the folder for temporary files`

const refuse = (sentence) => {
  console.error(`${sentence}\n${usage}`)
  process.exit(2)
}

const defaultFile = join(tmpdir(), 'identity-center-scim-bench.json')

const flags = {
  full: { type: 'boolean' },
  'without-postgresql': { type: 'boolean' },
  smoke: { type: 'boolean' }, // each figure for a moment only: whether it still runs
  profile: { type: 'boolean' },
  only: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean' },
}

const parsed = (args) => {
  try {
    return parseArgs({ args, options: flags }).values
  } catch (error) {
    return refuse(error.message)
  }
}

const pattern = (text) => {
  try {
    return new RegExp(text, 'i')
  } catch {
    return refuse(`--only wants a regular expression, and ${text} is none.`)
  }
}

export const readOptions = (args) => {
  const { full, smoke, profile = false, only, json = defaultFile, help, ...more } = parsed(args)
  if (help) {
    console.log(usage)
    process.exit(0)
  }
  if (full && smoke) refuse('--full and --smoke cannot be had together.')
  return {
    form: full ? 'full' : smoke ? 'smoke' : 'quick',
    only: only === undefined ? undefined : pattern(only),
    json,
    profiled: profile,
    postgresql: !more['without-postgresql'],
  }
}
