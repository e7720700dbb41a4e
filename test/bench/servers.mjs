// Starts the two servers that are compared, each as a process of its own on a database of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const file = (path) => fileURLToPath(new URL(path, import.meta.url))

const start = async (path, variables) => {
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...variables }
  const child = spawn(process.execPath, [file(path)], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const firstLine = once(createInterface(child.stdout), 'line')
  const [line, code] = await Promise.race([firstLine, ended.then(([code]) => [undefined, code])])
  if (line === undefined) throw new Error(`${path} ended with ${code}`)
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { ready: JSON.parse(line), stop }
}

/** On PostgreSQL each server gets a new database; the server of the tests does without fsync, which would flatter. */
const newDatabase = async (server, name) => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await client.query(`alter system set ${setting} = on`)
  }
  await client.query('select pg_reload_conf()')
  await client.query(`create database ${name}`)
  await client.end()
  return new URL(`/${name}`, server).href
}

/** Both servers on one kind of database: `server` is a PostgreSQL's URL, or undefined for PGlite. */
export const startBoth = async (server) => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const places = async (name, urlVariable, folderVariable) => ({
    [folderVariable]: join(folder, name),
    ...(server && { [urlVariable]: await newDatabase(server, name) }),
  })
  const ours = await start('../../dist/main.js', {
    ...(await places('ours', 'DATABASE_URL', 'SCIM_DATA_DIR')),
    SCIM_JSON: 'true',
    SCIM_PORT: '0',
    SCIM_ADMIN_PORT: '0',
    SCIM_LOG_LEVEL: 'warn',
  })
  const bare = await start(
    'bare-server.mjs',
    await places('bare', 'BARE_DATABASE_URL', 'BARE_DATA_DIR'),
  )
  const stop = async () => {
    await Promise.all([ours.stop(), bare.stop()])
    await rm(folder, { recursive: true, force: true })
  }
  return { ours: ours.ready, bare: bare.ready, stop }
}
