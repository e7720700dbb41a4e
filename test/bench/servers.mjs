// Starts the two servers that are compared, each as a process of its own on a database of its own.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const file = (path) => fileURLToPath(new URL(path, import.meta.url))

const start = async (args, variables) => {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...variables }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const lines = createInterface(child.stdout)
  const ready = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)))
    lines.on('line', (line) => line.startsWith('{"') && resolve(JSON.parse(line)))
  })
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { ready, stop }
}

/** On PostgreSQL each server gets a new database; the server of the tests does without fsync, which would flatter. */
const newDatabase = async (server, name) => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await client.query(`alter system set ${setting} = on`)
  }
  await client.query('select pg_reload_conf()')
  await client.query(`drop database if exists ${name}`)
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Both servers on one kind of database: `server` is a PostgreSQL's URL, or undefined for PGlite. */
export const startBoth = async (server) => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const place = async (name, url, directory) =>
    server === undefined
      ? { [directory]: join(folder, name) }
      : { [url]: await newDatabase(server, `bench_${name}`), SCIM_DATA_DIR: join(folder, name) }

  const ours = await start([file('../../dist/main.js'), 'serve'], {
    ...(await place('ours', 'DATABASE_URL', 'SCIM_DATA_DIR')),
    SCIM_JSON: 'true',
    SCIM_PORT: '0',
    SCIM_ADMIN_PORT: '0',
    SCIM_LOG_LEVEL: 'warn',
  })
  const bare = await start(
    [file('bare-server.mjs')],
    await place('bare', 'BARE_DATABASE_URL', 'BARE_DATA_DIR'),
  )
  const stop = async () => {
    await Promise.all([ours.stop(), bare.stop()])
    await rm(folder, { recursive: true, force: true })
  }
  return { ours: ours.ready, bare: bare.ready, stop }
}
