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

/** Why a test of several servers is left out: PGlite is one process by nature. */
export const skip = serverUrl === undefined && 'it takes PostgreSQL: PGlite is one process'

/** Asks the private listener; paths go on after `/api/v1`. */
export type Admin = (method: string, path: string, body?: unknown) => Promise<ScimAnswer>

/** One of several servers on one database. */
export interface Replica {
  readonly endpoint: string
  readonly adminUrl: string
  readonly identityStoreId: string
  /** Speaks with the token that all of them were given. */
  readonly scim: Scim
  /** The same with another token. */
  readonly scimWith: (token: string) => Scim
  readonly admin: Admin
  /** Asks for what belongs to the identity store. */
  readonly ofStore: Admin
}

/** What servers of one database are all given. */
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
  if (endpoint === null || identityStoreId === null) throw new Error('it has no store')
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

/** Starts a server on the database in a process of its own, and waits until it is ready. */
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

/** Starts a server in this process, which is sooner done: nothing but the database is shared all the same. */
export const startInstance = async (t: Teardown, shared: Shared): Promise<Replica> => {
  const flags = { port: '0', adminPort: '0', dataDir: 'memory:', allowClock: 'true' }
  const config = readServeConfig(flags, shared.environment)
  const logger = createLogger('silent')
  const server = await startServer(config, { logger, notice: () => {} })
  t.teardown(server.close)
  return replicaOf(server.ready, shared)
}

export type Three = readonly [Replica, Replica, Replica]

/** What servers on a fresh database of the test's own are given. */
const freshlyShared = async (t: Teardown): Promise<Shared> => {
  const place = await testDatabase(t)
  if (!('databaseUrl' in place)) throw new Error('PGlite is one process')
  return sharedBy(place.databaseUrl)
}

/** Three servers on a fresh database, in this process. */
export const startReplicas = async (t: Teardown): Promise<Shared & { replicas: Three }> => {
  const shared = await freshlyShared(t)
  const start = () => startInstance(t, shared)
  return { ...shared, replicas: await Promise.all([start(), start(), start()]) }
}

/** The same in three processes. */
export const startProcesses = async (
  t: Teardown,
  args: readonly string[] = [],
): Promise<Shared & { replicas: Three }> => {
  const shared = await freshlyShared(t)
  const start = () => startProcess(t, shared, args)
  return { ...shared, replicas: await Promise.all([start(), start(), start()]) }
}

/** Does the work so often at once, each time with the next server. */
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

/** How often each value is there. */
export const tally = (values: readonly number[]): Readonly<Record<number, number>> => {
  const counts: Record<number, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** A user that the service takes. */
export const person = (userName: string, more: object = {}) => ({
  userName,
  displayName: `Ada ${userName}`,
  active: true,
  name: { givenName: 'Ada', familyName: 'Example' },
  ...more,
})

/** A text that no other test has. */
export const unique = (): string => randomBytes(6).toString('hex')
