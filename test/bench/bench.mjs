// npm run bench [-- --json] [-- --rounds=3]: how fast the server is, and how near to the bare handlers of its stack.
// On PGlite, and on a throw-away PostgreSQL where its programs are installed.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { client, median } from './load.mjs'
import { measureRound } from './measures.mjs'
import { startBoth } from './servers.mjs'

const args = process.argv.slice(2)
const rounds = Number(/--rounds=(\d+)/.exec(args.join(' '))?.[1] ?? 3)
const postgresql = process.env.TEST_DATABASE_URL

const run = async (database, url) => {
  const servers = await startBoth(url)
  const ours = client(servers.ours.scimEndpoint, servers.ours.accessToken)
  const bare = client(servers.bare.base)
  const all = []
  const ids = []
  try {
    for (let round = 1; round <= rounds; round++) {
      const report = (what) => console.error(`${database}, round ${round}: ${what}`)
      all.push(await measureRound(round, { ours, bare, ids }, report))
    }
  } finally {
    ours.close()
    bare.close()
    await servers.stop()
  }
  return Object.keys(all[0]).map((what) => {
    const { rate, p50, p95, bare: rateOfBare, ratio } = median(all.map((results) => results[what]))
    const [perSecond, barePerSecond] = [Math.round(rate), rateOfBare && Math.round(rateOfBare)]
    const rounded = [p50, p95, ratio].map((value) => value && Number(value.toFixed(2)))
    return {
      database,
      what,
      perSecond,
      p50: rounded[0],
      p95: rounded[1],
      barePerSecond,
      ratio: rounded[2],
    }
  })
}

if (postgresql === undefined) {
  // Once more with a PostgreSQL around it; without its programs, this process goes on alone.
  const wrapper = fileURLToPath(new URL('../with-postgresql.mjs', import.meta.url))
  if (spawnSync(process.execPath, [wrapper, process.execPath, '--version']).status === 0) {
    const again = [wrapper, process.execPath, fileURLToPath(import.meta.url), ...args]
    process.exit(spawnSync(process.execPath, again, { stdio: 'inherit' }).status ?? 1)
  }
  console.error('PostgreSQL is not installed here, so only PGlite is measured.')
}

const rows = await run('PGlite', undefined)
if (postgresql !== undefined) rows.push(...(await run('PostgreSQL', postgresql)))
if (args.includes('--json')) console.log(JSON.stringify({ node: process.version, rounds, rows }))
else console.table(rows)
