import { createHash } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Administration } from './administration/administration.ts'
import { type Clock, clockNotAllowed, settableClock } from './administration/clock.ts'
import { AdministrationError } from './administration/shared/administration-error.ts'
import type { AccessKeySecrets } from './administration/stores/access-keys.ts'
import { ensureFirstStore, ensureFixedStore } from './administration/stores/first-store.ts'
import { adminTokenRotation, settleAdminToken } from './app/admin-token.ts'
import { dataDirectory } from './app/data-directory.ts'
import { randomBytesInStock } from './app/random-bytes.ts'
import type { Ready } from './app/ready.ts'
import { settleServerKey } from './app/server-key.ts'
import { storeOptions } from './app/store-options.ts'
import { readTls } from './app/tls.ts'
import { version } from './app/version.ts'
import type { ServeConfig } from './config.ts'
import type { Timeouts } from './http/shared/timeouts.ts'
import type { Dependencies } from './operations/operation.ts'
import { openStore } from './store/open-store.ts'
import type { OpenStore } from './store/open-store-types.ts'
import { StartFailure } from './store/start-failure.ts'

/** What a server reads of its settings; how it is told that it is ready is the caller's business. */
export type ServerConfig = Omit<ServeConfig, 'logLevel' | 'readyFile' | 'json'>

/** Where a server speaks to. */
export interface ServerDependencies {
  readonly logger: FastifyBaseLogger
  /** Takes a sentence for people, while the start takes long. */
  readonly notice: (sentence: string) => void
  /** With slow clients; that of each listener without it. */
  readonly patience?: Timeouts
}

export interface RunningServer {
  readonly ready: Ready
  /** Whether this start created the identity store. */
  readonly isFirstStart: boolean
  readonly dependencies: Dependencies
  readonly administration: Administration
  /** Undefined where the server key is not known. */
  readonly accessKeySecrets: AccessKeySecrets | undefined
  /** Makes an address that signs in to the console, once and within the hour. */
  readonly consoleLink: () => Promise<string>
  /** Resolves with a sentence when the server cannot go on, and is to be closed. */
  readonly ended: Promise<StartFailure>
  /** Accepts nothing more, finishes the requests in flight, and closes the store. */
  readonly close: () => Promise<void>
}

/** Tells two databases apart without showing their addresses, which hold passwords. */
export const databaseMark = (databaseUrl: string | undefined): string | null =>
  databaseUrl === undefined ? null : createHash('sha256').update(databaseUrl).digest('hex')

/** The store, the clock and the randomness that everything works with. */
export const dependenciesOf = (
  { store }: OpenStore,
  { now }: Pick<Clock, 'now'>,
): Dependencies => ({
  store,
  now,
  randomBytes: randomBytesInStock(),
})

const findFirstStore = (
  dependencies: Dependencies,
  { tenantId, accessToken }: ServerConfig,
  secrets: AccessKeySecrets | undefined,
) =>
  tenantId === undefined || accessToken === undefined
    ? ensureFirstStore(dependencies, secrets)
    : ensureFixedStore(dependencies, { tenantId, accessToken }, secrets)

/** Joins the parts and starts both listeners. Throws a StartFailure where its user can mend what is wrong. */
export const startServer = async (
  config: ServerConfig,
  { logger, notice, patience }: ServerDependencies,
): Promise<RunningServer> => {
  const tls = await readTls(config)
  // What listens is loaded while the database is opened.
  const [opened, { openListeners }] = await Promise.all([
    openStore(storeOptions(config, notice)),
    import('./app/listeners.ts'),
  ])
  const closers = [() => opened.close()]
  const close = async () => {
    for (const closeNext of closers.splice(0).reverse()) await closeNext() // the store last
  }
  try {
    const clock = settableClock(config.allowClock ? undefined : clockNotAllowed)
    const dependencies = dependenciesOf(opened, clock)
    const { ready, connections } = opened
    const isShared = opened.kind === 'postgresql'
    const directory = dataDirectory(config.dataDir)
    const accessKeySecrets = await settleServerKey(dependencies, directory, {
      given: config.serverKey,
      isShared,
      notice,
    })
    const adminTokenOptions = { given: config.adminToken, isShared }
    // A token is made, and shown this once, only when nothing else can go wrong any more.
    const listeners = await openListeners({
      config,
      world: dependencies,
      clock,
      tls,
      ready,
      connections,
      logger,
      version,
      accessKeySecrets,
      ...(patience && { patience }),
      rotateAdminToken: adminTokenRotation(dependencies, directory, adminTokenOptions),
    })
    closers.push(listeners.close)

    const { administration, adminUrl, endpointOf, console } = listeners
    const adminToken = await settleAdminToken(dependencies, directory, adminTokenOptions)
    const database = databaseMark(config.databaseUrl)
    await directory.writeServerNote({ adminUrl, pid: process.pid, database })
    closers.push(directory.removeServerNote)

    const { row, accessToken, accessKey, isNew } = await findFirstStore(
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
