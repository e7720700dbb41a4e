// A throw-away PostgreSQL server: empty, on a free port of this machine only, and gone afterwards.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'

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

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0
const unprivileged = (program, ...rest) =>
  isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...rest]] : [program, rest]

const hasty = '-c fsync=off -c synchronous_commit=off -c full_page_writes=off'

/**
 * Starts one; its URL, and how it is stopped, which does not have to be waited for. Or a sentence on why there is none.
 * Tests do without durable writes. What is said on the command line cannot be changed by SQL later.
 */
export const startPostgresql = async ({ durable = false } = {}) => {
  const binaries = findBinaries()
  if (binaries === undefined) {
    return 'PostgreSQL is not installed here: install it, on Debian or Ubuntu by "apt-get install postgresql".'
  }
  if (isRoot && spawnSync('id', ['postgres']).status !== 0) {
    execFileSync('useradd', ['--system', '--user-group', 'postgres'])
  }

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
    '-c max_connections=300',
    durable ? '' : hasty,
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
    return `The PostgreSQL server of ${binaries} did not start:\n${trouble}`
  }
  return { url: `postgresql://postgres:secret@127.0.0.1:${port}/postgres`, stop }
}
