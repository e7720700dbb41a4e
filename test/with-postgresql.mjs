// Starts a PostgreSQL server for one command: node test/with-postgresql.mjs npx tap test/store/users.test.ts
// The server is empty, listens on a free port of this machine only, and is gone afterwards.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'

const fail = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const [command, ...args] = process.argv.slice(2)
if (command === undefined) fail('Usage: node test/with-postgresql.mjs COMMAND [ARGUMENT ...]')

/** Debian keeps the server's programs off the PATH, one directory for each version. */
const findBinaries = () => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
}

const binaries = findBinaries()
if (binaries === undefined) {
  fail(
    'PostgreSQL is not installed here: install it, on Debian or Ubuntu by "apt-get install postgresql".',
  )
}

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0
if (isRoot && spawnSync('id', ['postgres']).status !== 0) {
  execFileSync('useradd', ['--system', '--user-group', 'postgres'])
}
const unprivileged = (program, ...rest) =>
  isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...rest]] : [program, rest]

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const folder = mkdtempSync('/tmp/identity-center-scim-') // short: a socket's path has at most 107 bytes
const data = join(folder, 'data')
const passwordFile = join(folder, 'password')
writeFileSync(passwordFile, 'secret\n')
if (isRoot) execFileSync('chown', ['-R', 'postgres:', folder])
chmodSync(folder, 0o700)

const run = (program, ...rest) => {
  const [file, parameters] = unprivileged(join(binaries, program), ...rest)
  const { status, stdout, stderr } = spawnSync(file, parameters, { cwd: '/', encoding: 'utf8' })
  return status === 0 ? undefined : `${stdout ?? ''}${stderr ?? ''}`
}

const stop = () => {
  run('pg_ctl', 'stop', '--pgdata', data, '--mode', 'immediate')
  rmSync(folder, { recursive: true, force: true })
}

const port = await freePort()
const settings = [
  `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder}`,
  '-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300',
].join(' ')
const trouble =
  run(
    'initdb',
    '--pgdata',
    data,
    '--username',
    'postgres',
    '--auth',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  ) ??
  run(
    'pg_ctl',
    'start',
    '--wait',
    '--pgdata',
    data,
    '--log',
    join(folder, 'log'),
    '--options',
    settings,
  )
if (trouble !== undefined) {
  stop()
  fail(`The PostgreSQL server of ${binaries} did not start:\n${trouble}`)
}

const child = spawn(command, args, {
  stdio: 'inherit',
  env: {
    ...process.env,
    TEST_DATABASE_URL: `postgresql://postgres:secret@127.0.0.1:${port}/postgres`,
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
const code = await new Promise((resolve) => {
  child.on('error', (error) => {
    console.error(error.message)
    resolve(127)
  })
  child.on('exit', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 143)))
})
stop()
process.exit(code)
