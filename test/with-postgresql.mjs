// Starts a PostgreSQL server for one command: node test/with-postgresql.mjs npx tap test/store/users.test.ts
// The server is empty, listens on a free port of this machine only, and is gone afterwards.
import { spawn } from 'node:child_process'
import { startPostgresql } from './postgresql-server.mjs'

const fail = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const [command, ...args] = process.argv.slice(2)
if (command === undefined) fail('Usage: node test/with-postgresql.mjs COMMAND [ARGUMENT ...]')

const server = await startPostgresql()
if (typeof server === 'string') fail(server)

const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: server.url },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
const code = await new Promise((resolve) => {
  child.on('error', (error) => {
    console.error(error.message)
    resolve(127)
  })
  child.on('exit', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 143)))
})
server.stop()
process.exit(code)
