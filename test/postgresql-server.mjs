// PostgreSQL servers for tests and benchmarks, made of the programs that are installed on this machine.
// Plain JavaScript: test/with-postgresql.mjs runs before anything that could read TypeScript.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0
const unprivileged = (program, rest) =>
  isRoot ? ['runuser', '-u', 'postgres', '--', program, ...rest] : [program, ...rest]

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** The processes that a process has started and that still run. */
const childrenOf = (pid) => {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0)
}

const killAll = (pids) => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {} // it has gone by itself
  }
}

/**
 * A server that listens on a free port of this machine only, empty and not started yet. `options` are those of
 * postgres, `initdb` those of initdb; `within` is a command line that goes before every program, and `disk` the
 * folder in which the data are, when not in the server's own. Throws an error whose message is for people.
 */
export const postgresqlServer = async ({ options = [], initdb = [], within = [], disk } = {}) => {
  const binaries = findBinaries()
  if (binaries === undefined) {
    throw new Error(
      'PostgreSQL is not installed here: install it, on Debian or Ubuntu by "apt-get install postgresql".',
    )
  }
  if (isRoot && spawnSync('id', ['postgres']).status !== 0) {
    execFileSync('useradd', ['--system', '--user-group', 'postgres'])
  }
  const folder = mkdtempSync('/tmp/identity-center-scim-') // short: a socket's path has at most 107 bytes
  const data = join(disk ?? folder, 'data')
  const log = join(folder, 'log')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'secret\n')
  if (isRoot) execFileSync('chown', ['-R', 'postgres:', folder])
  chmodSync(folder, 0o700)
  const port = await freePort()

  /** Runs one of the server's programs; what it said, where it failed. */
  const run = (program, ...rest) => {
    const [file, ...parameters] = [...within, ...unprivileged(join(binaries, program), rest)]
    const { status, stdout, stderr } = spawnSync(file, parameters, { cwd: '/', encoding: 'utf8' })
    return status === 0 ? undefined : `${stdout ?? ''}${stderr ?? ''}`
  }
  const demand = (trouble) => {
    if (trouble !== undefined)
      throw new Error(`The PostgreSQL server of ${binaries} did not start:\n${trouble}`)
  }
  const remove = () => {
    run('pg_ctl', 'stop', '--pgdata', data, '--mode', 'immediate')
    rmSync(folder, { recursive: true, force: true })
  }
  const where = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder}`
  const tryStart = () =>
    run(
      'pg_ctl',
      'start',
      '--wait',
      '--pgdata',
      data,
      '--log',
      log,
      '--options',
      [where, ...options].join(' '),
    )
  try {
    const identity = ['--username', 'postgres', '--auth', 'scram-sha-256', '--pwfile', passwordFile]
    const text = ['--encoding', 'UTF8', '--locale', 'C']
    demand(run('initdb', '--pgdata', data, ...identity, ...text, '--no-sync', ...initdb))
  } catch (error) {
    remove()
    throw error
  }

  const pid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  return {
    url: `postgresql://postgres:secret@127.0.0.1:${port}/postgres`,
    log: () => readFileSync(log, 'utf8'),
    /** What kept it from starting; undefined once it runs. */
    tryStart,
    start: () => demand(tryStart()),
    stop: () => void run('pg_ctl', 'stop', '--pgdata', data, '--mode', 'fast'),
    /** kill -9 of the server's first process alone, of all of its processes, or of one that serves a connection. */
    kill: (which) => {
      const first = pid()
      const children = childrenOf(first)
      if (which === 'first') killAll([first])
      if (which === 'all') killAll([first, ...children])
      if (which === 'one') killAll(children.slice(-1))
    },
    remove,
  }
}

const hasty = ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']

/**
 * Starts one; its URL, and how it is stopped, which does not have to be waited for. Or a sentence on why there is none.
 * Tests do without durable writes. What is said on the command line cannot be changed by SQL later.
 */
export const startPostgresql = async ({ durable = false } = {}) => {
  try {
    const options = ['-c max_connections=300', ...(durable ? [] : hasty)]
    const { url, start, remove } = await postgresqlServer({ options })
    try {
      start()
    } catch (error) {
      remove()
      throw error
    }
    return { url, stop: remove }
  } catch (error) {
    return error.message
  }
}
