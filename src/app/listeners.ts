import type { FastifyBaseLogger } from 'fastify'
import type { Administration } from '../administration/administration.ts'
import type { Clock } from '../administration/clock.ts'
import { type ConsoleAccess, consoleAccess } from '../administration/console-access.ts'
import { localAdministration } from '../administration/local-administration.ts'
import type { AccessKeySecrets } from '../administration/stores/access-keys.ts'
import { storeCounts } from '../administration/stores/store-counts.ts'
import type { ServeConfig } from '../config.ts'
import { recorder } from '../events/recorder.ts'
import { adminListener } from '../http/admin/listener.ts'
import { buildScimServer } from '../http/scim/server.ts'
import type { Timeouts } from '../http/shared/timeouts.ts'
import type { Dependencies } from '../operations/operation.ts'
import type { Connections } from '../store/connections.ts'
import { dryRunStore } from '../store/dry-run-store.ts'
import { formatOrigin, formatScimEndpoint, portOf } from './addresses.ts'
import { isAdminToken } from './admin-token.ts'
import { gracefulClose } from './graceful-close.ts'
import { listen } from './listen.ts'
import { metrics } from './metrics.ts'
import { spool } from './spool.ts'
import type { Tls } from './tls.ts'

/** What both listeners need. */
export interface ListenerOptions {
  readonly config: Pick<
    ServeConfig,
    'host' | 'port' | 'adminHost' | 'adminPort' | 'publicUrl' | 'asOf'
  >
  readonly dependencies: Dependencies
  /** The clock behind `dependencies.now`. */
  readonly clock: Clock
  readonly tls: Tls | undefined
  readonly ready: () => Promise<boolean>
  readonly connections: () => Connections
  readonly logger: FastifyBaseLogger
  readonly accessKeySecrets: AccessKeySecrets | undefined
  readonly rotateAdminToken: () => Promise<string>
  /** Version of this program. */
  readonly version: string
  /** Timeouts of both listeners. Default: each listener's own. */
  readonly timeouts?: Timeouts
}

/** The SCIM listener and the private listener, both listening. */
export interface Listeners {
  readonly administration: Administration
  readonly console: ConsoleAccess
  readonly adminUrl: string
  readonly endpointOf: (tenantId: string) => string
  /** Stops accepting requests and waits for those in flight. */
  readonly close: () => Promise<void>
}

/** Interval between deletions of events past their retention. */
const cleanUpIntervalMs = 60_000
/** Delay of the first deletion: early enough for servers that run less than a minute, after the work of the start. */
const firstCleanUpMs = 1_000

/** Starts both listeners or none. Throws a StartFailure if one cannot listen. */
export const openListeners = async (options: ListenerOptions): Promise<Listeners> => {
  const {
    config,
    dependencies,
    clock,
    tls,
    ready,
    connections,
    logger,
    version,
    accessKeySecrets,
  } = options
  const timeouts = options.timeouts && { timeouts: options.timeouts }
  const asOf = config.asOf ?? dependencies.now().toISOString().slice(0, 10)
  const eventRecorder = recorder({
    store: dependencies.store,
    now: dependencies.now,
    onFault: (err, dropped) => logger.warn({ err, dropped }, 'events could not be stored'),
  })
  const serverMetrics = metrics({ backlog: eventRecorder.backlog, connections })
  const scim = buildScimServer({
    dependencies,
    asOf,
    recorder: eventRecorder,
    meter: serverMetrics.meter,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    ...(tls && { tls }),
    ...timeouts,
    ready,
    logger,
  })
  const endpointOf = (tenantId: string) => {
    const origin = formatOrigin(tls ? 'https' : 'http', config.host, portOf(scim))
    return formatScimEndpoint(config.publicUrl ?? origin, tenantId)
  }
  const administration = localAdministration(dependencies, {
    endpointOf,
    asOf,
    dryStore: () => dryRunStore(dependencies.store),
    flushEvents: eventRecorder.flush,
    accessKeySecrets,
    clock,
    rotateAdminToken: options.rotateAdminToken,
    spool,
    version,
  })
  const access = consoleAccess(dependencies)
  const admin = adminListener({
    logger,
    ...timeouts,
    build: async (ofListener) => {
      const [{ buildAdminServer }, { consoleRoutes }, { identityStoreApi }] = await Promise.all([
        import('../http/admin/server.ts'),
        import('../http/console/console.ts'),
        import('../http/identity-store/identity-store-api.ts'),
      ])
      const app = buildAdminServer({
        administration,
        isAdminToken: (token) => isAdminToken(dependencies, token),
        console: (verifyToken) =>
          consoleRoutes({
            administration,
            verifyToken,
            access,
            counts: (id) => storeCounts(dependencies, id),
            adminHost: config.adminHost,
            now: dependencies.now,
            asOf,
          }),
        ready,
        logger,
        version,
        metrics: serverMetrics,
        connections: ofListener,
      })
      const secrets = accessKeySecrets
      app.register(identityStoreApi({ dependencies, asOf, secrets, recorder: eventRecorder }))
      return app
    },
  })
  const [closeScim, closeAdmin] = [gracefulClose(scim), gracefulClose(admin)]
  const cleanUp = () => void eventRecorder.clean()
  const cleanUpTimers = [
    setTimeout(cleanUp, firstCleanUpMs),
    setInterval(cleanUp, cleanUpIntervalMs),
  ]
  for (const timer of cleanUpTimers) timer.unref() // do not keep the process alive
  const close = async () => {
    for (const timer of cleanUpTimers) clearTimeout(timer)
    await Promise.all([closeScim(), closeAdmin()])
    await eventRecorder.close()
  }

  try {
    await listen(scim, {
      name: 'SCIM listener',
      host: config.host,
      hostFlag: '--host',
      port: config.port,
      portFlag: '--port',
    })
    await listen(admin, {
      name: 'private listener',
      host: config.adminHost,
      hostFlag: '--admin-host',
      port: config.adminPort,
      portFlag: '--admin-port',
    })
  } catch (error) {
    await close()
    throw error
  }
  const adminUrl = formatOrigin('http', config.adminHost, portOf(admin))
  return { administration, console: access, adminUrl, endpointOf, close }
}
