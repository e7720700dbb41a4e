import type { FastifyBaseLogger } from 'fastify'
import type { Administration } from './administration/administration.ts'
import { type Clock, clockNotAllowed, settableClock } from './administration/clock.ts'
import { AdministrationError } from './administration/shared/administration-error.ts'
import type { AccessKeySecrets } from './administration/stores/access-keys.ts'
import { ensureFirstStore, ensureFixedStore } from './administration/stores/first-store.ts'
import { createAdminTokenRotation, resolveAdminToken } from './app/admin-token.ts'
import { dataDirectory } from './app/data-directory.ts'
import { pooledRandomBytes } from './app/random-bytes.ts'
import type { Ready } from './app/ready.ts'
import { resolveServerKey } from './app/server-key.ts'
import { storeOptions } from './app/store-options.ts'
import { readTls } from './app/tls.ts'
import { version } from './app/version.ts'
import type { ServeConfig } from './config.ts'
import type { Timeouts } from './http/shared/timeouts.ts'
import { sha256 } from './lib/sha256.ts'
import type { Dependencies } from './operations/operation.ts'
import { openStore } from './store/open-store.ts'
import type { OpenStore } from './store/open-store-types.ts'
import { StartFailure } from './store/start-failure.ts'

/** The settings of a server, without those for the log and the ready line, which the caller handles. */
export type ServerConfig = Omit<ServeConfig, 'logLevel' | 'readyFile' | 'json'>

/** What the caller provides to a server. */
export interface ServerDependencies {
  readonly logger: FastifyBaseLogger
  /** Receives sentences for the operator during the start. */
  readonly notice: (sentence: string) => void
  /** Timeouts of both listeners. Default: each listener's own. */
  readonly timeouts?: Timeouts
}

export interface RunningServer {
  readonly ready: Ready
  /** Whether this start created the identity store. */
  readonly isFirstStart: boolean
  readonly dependencies: Dependencies
  readonly administration: Administration
  /** Undefined if the server key is unknown. */
  readonly accessKeySecrets: AccessKeySecrets | undefined
  /** Creates a URL that signs in to the console. It works once and expires in one hour. */
  readonly consoleLink: () => Promise<string>
  /** Resolves with the reason when the server cannot continue and should be closed. */
  readonly ended: Promise<StartFailure>
  /** Stops accepting requests, waits for those in flight, and closes the database. */
  readonly close: () => Promise<void>
}

/** Identifies a database without revealing its URL, which contains a password. Null for the embedded database. */
export const databaseFingerprint = (databaseUrl: string | undefined): string | null =>
  databaseUrl === undefined ? null : sha256(databaseUrl).toString('hex')

/** The store, the clock and the source of random bytes that operations depend on. */
export const createDependencies = (
  { store }: OpenStore,
  { now }: Pick<Clock, 'now'>,
): Dependencies => ({
  store,
  now,
  randomBytes: pooledRandomBytes(),
})

const ensureStore = (
  dependencies: Dependencies,
  { tenantId, accessToken }: ServerConfig,
  secrets: AccessKeySecrets | undefined,
) =>
  tenantId === undefined || accessToken === undefined
    ? ensureFirstStore(dependencies, secrets)
    : ensureFixedStore(dependencies, { tenantId, accessToken }, secrets)

/** Assembles and starts a server. Throws a StartFailure if the operator can fix the cause. */
export const startServer = async (
  config: ServerConfig,
  { logger, notice, timeouts }: ServerDependencies,
): Promise<RunningServer> => {
  const tls = await readTls(config)
  // The listeners' code is loaded while the database is opened.
  const [opened, { openListeners }] = await Promise.all([
    openStore(storeOptions(config, notice)),
    import('./app/listeners.ts'),
  ])
  const closers = [() => opened.close()]
  const close = async () => {
    for (const closeNext of closers.splice(0).reverse()) await closeNext() // in reverse order, so that the database is closed last
  }
  try {
    const clock = settableClock(config.allowClock ? undefined : clockNotAllowed)
    const dependencies = createDependencies(opened, clock)
    const { ready, connections } = opened
    const isShared = opened.kind === 'postgresql'
    const directory = dataDirectory(config.dataDir)
    const accessKeySecrets = await resolveServerKey(dependencies, directory, {
      given: config.serverKey,
      isShared,
      notice,
    })
    const adminTokenOptions = { given: config.adminToken, isShared }
    // Secrets that are shown only once are created after everything that can fail.
    const listeners = await openListeners({
      config,
      dependencies,
      clock,
      tls,
      ready,
      connections,
      logger,
      version,
      accessKeySecrets,
      ...(timeouts && { timeouts }),
      rotateAdminToken: createAdminTokenRotation(dependencies, directory, adminTokenOptions),
    })
    closers.push(listeners.close)

    const { administration, adminUrl, endpointOf, console } = listeners
    const adminToken = await resolveAdminToken(dependencies, directory, adminTokenOptions)
    const database = databaseFingerprint(config.databaseUrl)
    await directory.writeServerNote({ adminUrl, pid: process.pid, database })
    closers.push(directory.removeServerNote)

    const { row, accessToken, accessKey, isNew } = await ensureStore(
      dependencies,
      config,
      accessKeySecrets,
    )
    const tenantId = row?.tenantId ?? null
    return {
      ready: {
        scimEndpoint: tenantId === null ? null : endpointOf(tenantId),
        tenantId,
        identityStoreId: row?.id ?? null,
        accessToken,
        adminUrl,
        adminToken,
        awsAccessKeyId: accessKey?.accessKeyId ?? null,
        awsSecretAccessKey: accessKey?.secretAccessKey ?? null,
        version,
      },
      isFirstStart: isNew,
      dependencies,
      administration,
      accessKeySecrets,
      consoleLink: async () => {
        const { secret } = await console.makeLink()
        return `${adminUrl}/sign-in?link=${secret}`
      },
      ended: opened.ended,
      close,
    }
  } catch (error) {
    await close()
    throw error instanceof AdministrationError ? new StartFailure(error.message, error) : error
  }
}
