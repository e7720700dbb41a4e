// npm run bench [-- --full]: how fast the server is, beside bare handlers of its own stack and another SCIM server.
import { writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgresql } from '../postgresql-server.mjs'
import { describeServer } from './databases.mjs'
import { forms } from './forms.mjs'
import { readOptions } from './options.mjs'
import { whenAllEnds } from './processes.mjs'
import { isMet, table } from './report.mjs'
import { firstSync } from './rows/first-sync.mjs'
import { growth } from './rows/growth.mjs'
import { members } from './rows/members.mjs'
import { operations } from './rows/operations.mjs'
import { peers } from './rows/peers.mjs'
import { starts } from './rows/starts.mjs'

const options = readOptions(process.argv.slice(2))
const form = forms[options.form]
const started = performance.now()
const seconds = () => Math.round((performance.now() - started) / 1000)

const rows = []
const report = (row) => {
  rows.push({ ...row, met: isMet(row) })
  console.error(`${seconds()} s: ${row.figure}: ${(row.ratio ?? row.ours).toFixed(2)}`)
}
const wanted = (figure) => options.only === undefined || options.only.test(figure)

const postgresql = await startPostgresql({ durable: true })
if (typeof postgresql === 'string') console.error(`${postgresql} Only PGlite is measured.`)
else whenAllEnds(postgresql.stop)
const server = postgresql.url

const context = { form, wanted, report, profiled: options.profiled }
const pglite = { server: undefined, database: 'PGlite' }
const durable = server === undefined ? undefined : { server, database: 'PostgreSQL' }

if (durable !== undefined) {
  await operations({ ...durable, goal: 0.7 }, context)
  await members({ ...durable, goal: 0.4 }, context)
}
await operations({ ...pglite, goal: 0.6 }, context)
await peers(durable ?? pglite, context)
await growth(durable ?? pglite, context)
await firstSync(durable ?? pglite, context)
await starts({ server }, context)

console.log(table(rows))
const file = options.json ?? join(tmpdir(), 'identity-center-scim-bench.json')
const facts = {
  form: options.form,
  time: new Date().toISOString(),
  seconds: seconds(),
  node: process.version,
  processor: cpus()[0]?.model,
  cores: cpus().length,
  ...(server !== undefined && { postgresql: await describeServer(server) }),
}
writeFileSync(file, `${JSON.stringify({ ...facts, rows }, null, 2)}\n`)
console.log(`\nWritten to ${file}`)
process.exit(0)
