// The command line of the benchmark.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const usage = `Usage: npm run bench [-- FLAGS]
  --full           measure at full size, in less than 15 minutes (default: quick, in less than 2)
  --only=PATTERN   only figures whose name matches this regular expression
  --without-postgresql
                   only PGlite, even if PostgreSQL is installed
  --profile        also profile the servers for each figure
  --json=FILE      file for the results (default: in the temporary directory)`

const fail = (sentence) => {
  console.error(`${sentence}\n${usage}`)
  process.exit(2)
}

const defaultFile = join(tmpdir(), 'identity-center-scim-bench.json')

const flags = {
  full: { type: 'boolean' },
  'without-postgresql': { type: 'boolean' },
  smoke: { type: 'boolean' }, // measures each figure briefly, to test the benchmark itself
  profile: { type: 'boolean' },
  only: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean' },
}

const parse = (args) => {
  try {
    return parseArgs({ args, options: flags }).values
  } catch (error) {
    return fail(error.message)
  }
}

const parsePattern = (text) => {
  try {
    return new RegExp(text, 'i')
  } catch {
    return fail(`--only must be a regular expression, not ${text}.`)
  }
}

export const readOptions = (args) => {
  const { full, smoke, profile = false, only, json = defaultFile, help, ...more } = parse(args)
  if (help) {
    console.log(usage)
    process.exit(0)
  }
  if (full && smoke) fail('--full and --smoke cannot be combined.')
  return {
    form: full ? 'full' : smoke ? 'smoke' : 'quick',
    only: only === undefined ? undefined : parsePattern(only),
    json,
    profiled: profile,
    postgresql: !more['without-postgresql'],
  }
}
