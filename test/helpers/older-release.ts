import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import type { Test } from 'tap'
import { databaseUrl, runSql } from './database-server.ts'
import { temporaryDirectory } from './directory.ts'

const folder = fileURLToPath(new URL('../fixtures/bd96b9d/', import.meta.url))

/** The environment of the servers that wrote the fixture. */
export const fixtureEnvironment = {
  SCIM_TENANT_ID: '11111111111-2222-3333-4444-555555555555',
  SCIM_ACCESS_TOKEN: 'fixture-access-token',
  SCIM_ADMIN_TOKEN: 'fixture-admin-token',
  SCIM_SERVER_KEY: 'fixture-server-key-1',
} as const

/** A moment at which the tokens of the fixture hold and its events are not too old to be kept. */
export const fixtureTime = new Date('2026-12-01T00:00:00Z')

/** What a store of the fixture holds. */
export interface FixtureIds {
  readonly store: string
  /** Those created by SCIM; the fourth was deleted afterwards. */
  readonly users: readonly string[]
  readonly groups: readonly string[]
}

export const readIds = async (name: 'ids' | 'ids-postgresql'): Promise<FixtureIds> =>
  JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8'))

export const readSnapshot = (): Promise<string> => readFile(join(folder, 'snapshot.ndjson'), 'utf8')

/** Unpacks the data directory into a temporary one; its path. */
export const unpackDataDirectory = async (t: Pick<Test, 'teardown'>): Promise<string> => {
  const directory = await temporaryDirectory(t)
  const archive = join(folder, 'data-directory.tar.gz')
  await promisify(execFile)('tar', ['-xzf', archive, '-C', directory])
  return join(directory, 'data')
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** A field of a line of COPY: PostgreSQL, COPY, text format. */
const fieldOf = (text: string): string | null =>
  text === '\\N' ? null : text.replaceAll(/\\(.)/gs, (_, unit: string) => escapes[unit] ?? unit)

/** Executes a dump of pg_dump as psql would: COPY as inserts, without psql's own commands. */
const executeDump = async (client: pg.Client, dump: string): Promise<void> => {
  const copies = /^COPY (\S+) \((.*)\) FROM stdin;\n([\s\S]*?)^\\\.$/gm
  let at = 0
  const execute = (text: string) => client.query(text.replaceAll(/^\\.*$/gm, ''))
  for (const { 0: whole, 1: table = '', 2: columns = '', 3: lines = '', index } of dump.matchAll(
    copies,
  )) {
    await execute(dump.slice(at, index))
    at = index + whole.length
    const places = columns.split(', ').map((_, place) => `$${place + 1}`)
    for (const line of lines.split('\n').slice(0, -1)) {
      await client.query(
        `insert into ${table} (${columns}) values (${places.join(', ')})`,
        line.split('\t').map(fieldOf),
      )
    }
  }
  await execute(dump.slice(at))
}

/** Loads the dump into a database of its own on a server; its URL. */
export const loadDump = async (t: Pick<Test, 'teardown'>, server: string): Promise<string> => {
  const name = `test_${randomBytes(8).toString('hex')}`
  await runSql(server, `create database ${name}`)
  t.teardown(() => runSql(server, `drop database ${name} with (force)`))
  const url = databaseUrl(name, server)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const dump = gunzipSync(await readFile(join(folder, 'postgresql.sql.gz'))).toString()
    await executeDump(client, dump)
  } finally {
    await client.end()
  }
  return url
}
