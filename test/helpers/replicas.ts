import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { createLogger } from '../../src/app/logger.ts'
import type { Ready } from '../../src/app/ready.ts'
import { startServer } from '../../src/app.ts'
import { readServeConfig } from '../../src/config.ts'
import { testDatabase } from './database.ts'
import { serverUrl } from './database-server.ts'
import { serveProgram, temporaryFolder } from './program.ts'
import { type Scim, type ScimAnswer, scimOf } from './server.ts'

type Teardown = Pick<Test, 'teardown'>

/** The reason to skip tests of several servers: PGlite supports one process. */
export const skip =
  serverUrl === undefined && 'needs PostgreSQL, because PGlite supports one process'

/** Sends a request to the admin API. Paths are below `/api/v1`. */
export type Admin = (method: string, path: string, body?: unknown) => Promise<ScimAnswer>

/** One of several servers on one database. */
export interface Replica {
  readonly endpoint: string
  readonly adminUrl: string
  readonly identityStoreId: string
  /** A SCIM client with the common token. */
  readonly scim: Scim
  /** A SCIM client with another token. */
  readonly scimWith: (token: string) => Scim
  readonly admin: Admin
  /** Sends a request to the admin API, below the identity store. */
  readonly ofStore: Admin
}

/** The options that all servers of one database share. */
export interface Shared {
  readonly databaseUrl: string
  readonly environment: Readonly<Record<string, string>>
  readonly token: string
  readonly adminToken: string
}

/** The fixed identity of servers on a database. */
export const sharedBy = (databaseUrl: string): Shared => {
  const [token, adminToken] = ['a-token-of-these-tests', 'an-admin-token-of-these-tests']
  return {
    databaseUrl,
    token,
    adminToken,
    environment: {
      SCIM_DATABASE_URL: databaseUrl,
      SCIM_TENANT_ID: '11111111111-2222-3333-4444-555555555555',
      SCIM_ACCESS_TOKEN: token,
      SCIM_ADMIN_TOKEN: adminToken,
      SCIM_SERVER_KEY: 'a-server-key-of-these-tests-that-is-long',
    },
  }
}

const adminAt =
  (adminUrl: string, adminToken: string): Admin =>
  async (method, path, body) => {
    const response = await fetch(`${adminUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = text === '' ? undefined : JSON.parse(text)
    return { status: response.status, headers: response.headers, text, json }
  }

const replicaOf = (
  { scimEndpoint: endpoint, adminUrl, identityStoreId }: Ready,
  { token, adminToken }: Shared,
): Replica => {
  if (endpoint === null || identityStoreId === null)
    throw new Error('the server has no identity store')
  const admin = adminAt(adminUrl, adminToken)
  const scimWith = (token: string) => scimOf({ endpoint, token })
  return {
    endpoint,
    adminUrl,
    identityStoreId,
    scim: scimWith(token),
    scimWith,
    admin,
    ofStore: (method, path, body) =>
      admin(method, `/identity-stores/${identityStoreId}${path}`, body),
  }
}

/** Starts a server on the database in a separate process and waits until it is ready. */
export const startProcess = async (
  t: Teardown,
  shared: Shared,
  args: readonly string[] = [],
): Promise<Replica & { readonly kill: () => Promise<unknown> }> => {
  const flags = ['--data-dir', temporaryFolder(t), '--log-level', 'error', ...args]
  const { ready, kill, ended } = await serveProgram(t, flags, shared.environment)
  return {
    ...replicaOf(ready, shared),
    kill: () => {
      kill('SIGKILL')
      return ended
    },
  }
}

/** Starts a server in this process, which is faster. It shares only the database with the others. */
export const startInstance = async (t: Teardown, shared: Shared): Promise<Replica> => {
  const flags = { port: '0', adminPort: '0', dataDir: 'memory:', allowClock: 'true' }
  const config = readServeConfig(flags, shared.environment)
  const logger = createLogger('silent')
  const server = await startServer(config, { logger, notice: () => {} })
  t.teardown(server.close)
  return replicaOf(server.ready, shared)
}

export type Three = readonly [Replica, Replica, Replica]

/** The options for servers on a new database of the test. */
const freshlyShared = async (t: Teardown): Promise<Shared> => {
  const place = await testDatabase(t)
  if (!('databaseUrl' in place)) throw new Error('PGlite supports one process')
  return sharedBy(place.databaseUrl)
}

/** Three servers on a new database, in this process. */
export const startReplicas = async (t: Teardown): Promise<Shared & { replicas: Three }> => {
  const shared = await freshlyShared(t)
  const start = () => startInstance(t, shared)
  return { ...shared, replicas: await Promise.all([start(), start(), start()]) }
}

/** Three servers on a new database, in three processes. */
export const startProcesses = async (
  t: Teardown,
  args: readonly string[] = [],
): Promise<Shared & { replicas: Three }> => {
  const shared = await freshlyShared(t)
  const start = () => startProcess(t, shared, args)
  return { ...shared, replicas: await Promise.all([start(), start(), start()]) }
}

/** Runs the work this many times concurrently, with the servers in turn. */
export const onAll = <Result>(
  replicas: readonly Replica[],
  count: number,
  work: (replica: Replica, index: number) => Promise<Result>,
): Promise<Result[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) => {
      const replica = replicas[index % replicas.length]
      if (replica === undefined) throw new Error('no server')
      return work(replica, index)
    }),
  )

/** The number of occurrences of each value. */
export const tally = (values: readonly number[]): Readonly<Record<number, number>> => {
  const counts: Record<number, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** A valid user. */
export const person = (userName: string, more: object = {}) => ({
  userName,
  displayName: `Ada ${userName}`,
  active: true,
  name: { givenName: 'Ada', familyName: 'Example' },
  ...more,
})

/** A unique text. */
export const unique = (): string => randomBytes(6).toString('hex')
