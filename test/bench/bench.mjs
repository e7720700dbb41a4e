// npm run bench [-- --full]: compares the server's speed with bare handlers on the same stack and with another SCIM
// server.
import { writeFileSync } from 'node:fs'
import { startPostgresql } from '../postgresql-server.mjs'
import { facts } from './facts.mjs'
import { forms } from './forms.mjs'
import { readOptions } from './options.mjs'
import { onExit } from './processes.mjs'
import { isMet, table } from './report.mjs'
import { firstSync } from './rows/first-sync.mjs'
import { growth } from './rows/growth.mjs'
import { members } from './rows/members.mjs'
import { operations } from './rows/operations.mjs'
import { peers } from './rows/peers.mjs'
import { starts } from './rows/starts.mjs'

const options = readOptions(process.argv.slice(2))
const form = forms[options.form]
const begun = performance.now()
const seconds = () => Math.round((performance.now() - begun) / 1000)

const rows = []
const report = (row) => {
  rows.push({ ...row, met: isMet(row) })
  console.error(`${seconds()} s: ${row.figure}: ${(row.ratio ?? row.ours).toFixed(2)}`)
}
const wanted = (figure) => options.only === undefined || options.only.test(figure)
const context = { form, wanted, report, profiled: options.profiled }

/** Measures all figures. Without PostgreSQL, PGlite replaces it in the figures that make sense there. */
const measure = async (server) => {
  const { connectionCounts } = form
  const pglite = {
    server: undefined,
    database: 'PGlite',
    connectionCounts: connectionCounts.PGlite,
  }
  const postgresql = {
    server,
    database: 'PostgreSQL',
    connectionCounts: connectionCounts.PostgreSQL,
  }
  const main = server === undefined ? pglite : postgresql

  if (main === postgresql) {
    await operations({ ...main, goal: 0.7 }, context)
    await members({ ...main, goal: 0.4 }, context)
  }
  await operations({ ...pglite, goal: 0.6 }, context)
  await peers(main, context)
  await growth(main, context)
  if (main === postgresql) await firstSync(main, context)
  await starts({ server }, context)
}

const postgresql = options.postgresql
  ? await startPostgresql({ durable: true })
  : 'PostgreSQL is excluded by --without-postgresql.'
if (typeof postgresql === 'string') console.error(`${postgresql} Only PGlite is measured.`)
else onExit(postgresql.stop)

try {
  await measure(postgresql.url)
  if (rows.length === 0) throw new Error(`No figure matches --only=${options.only.source}.`)
  console.log(table(rows))
  const result = { form: options.form, seconds: seconds(), ...(await facts(postgresql.url)), rows }
  writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`)
  console.log(`\nWritten to ${options.json}`)
} catch (error) {
  console.error(options.profiled ? error : `The benchmark failed: ${error.message}`)
  process.exitCode = 1
}
process.exit()
