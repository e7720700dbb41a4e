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
import { originOf, portOf, scimEndpoint } from './addresses.ts'
import { isAdminToken } from './admin-token.ts'
import { gracefulClose } from './graceful-close.ts'
import { listen } from './listen.ts'
import { metrics } from './metrics.ts'
import { spool } from './spool.ts'
import type { Tls } from './tls.ts'

/** What both listeners work with. */
export interface ListenerOptions {
  readonly config: Pick<
    ServeConfig,
    'host' | 'port' | 'adminHost' | 'adminPort' | 'publicUrl' | 'asOf'
  >
  readonly world: Dependencies
  /** What the world's `now` goes by. */
  readonly clock: Clock
  readonly tls: Tls | undefined
  readonly ready: () => Promise<boolean>
  readonly connections: () => Connections
  readonly logger: FastifyBaseLogger
  readonly accessKeySecrets: AccessKeySecrets | undefined
  readonly rotateAdminToken: () => Promise<string>
  /** Of this program. */
  readonly version: string
  /** With the clients of both listeners; their own without it. */
  readonly patience?: Timeouts
}

/** The SCIM listener and the private one, listening. */
export interface Listeners {
  readonly administration: Administration
  readonly console: ConsoleAccess
  readonly adminUrl: string
  readonly endpointOf: (tenantId: string) => string
  /** Accepts nothing more, and finishes the requests in flight. */
  readonly close: () => Promise<void>
}

/** How often events are deleted that need not be kept any longer. */
const cleaningMs = 60_000
/** When for the first time: soon, for servers that never run for a minute, but in the way of no start. */
const firstCleaningMs = 1_000

/** Starts both listeners, or none. Throws a StartFailure where one cannot listen. */
export const openListeners = async (options: ListenerOptions): Promise<Listeners> => {
  const {
    config,
    world: dependencies,
    clock,
    tls,
    ready,
    connections,
    logger,
    version,
    accessKeySecrets,
  } = options
  const patience = options.patience && { patience: options.patience }
  const asOf = config.asOf ?? dependencies.now().toISOString().slice(0, 10)
  const recording = recorder({
    store: dependencies.store,
    now: dependencies.now,
    onFault: (err, dropped) => logger.warn({ err, dropped }, 'events could not be kept'),
  })
  const measured = metrics({ backlog: recording.backlog, connections })
  const scim = buildScimServer({
    world: dependencies,
    asOf,
    recorder: recording,
    meter: measured.meter,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    ...(tls && { tls }),
    ...patience,
    ready,
    logger,
  })
  const endpointOf = (tenantId: string) => {
    const origin = originOf(tls ? 'https' : 'http', config.host, portOf(scim))
    return scimEndpoint(config.publicUrl ?? origin, tenantId)
  }
  const administration = localAdministration(dependencies, {
    endpointOf,
    asOf,
    dryStore: () => dryRunStore(dependencies.store),
    flushEvents: recording.flush,
    accessKeySecrets,
    clock,
    rotateAdminToken: options.rotateAdminToken,
    spool,
    version,
  })
  const access = consoleAccess(dependencies)
  const admin = adminListener({
    logger,
    ...patience,
    build: async (ofListener) => {
      const [{ buildAdminServer }, { consoleRoutes }, { identityStoreApi }] = await Promise.all([
        import('../http/admin/server.ts'),
        import('../http/console/console.ts'),
        import('../http/identity-store/identity-store-api.ts'),
      ])
      const app = buildAdminServer({
        administration,
        isAdminToken: (token) => isAdminToken(dependencies, token),
        console: (judgeToken) =>
          consoleRoutes({
            administration,
            judgeToken,
            access,
            counts: (id) => storeCounts(dependencies, id),
            adminHost: config.adminHost,
            now: dependencies.now,
            asOf,
          }),
        ready,
        logger,
        version,
        metrics: measured,
        connections: ofListener,
      })
      const secrets = accessKeySecrets
      app.register(identityStoreApi({ world: dependencies, asOf, secrets, recorder: recording }))
      return app
    },
  })
  const [closeScim, closeAdmin] = [gracefulClose(scim), gracefulClose(admin)]
  const clean = () => void recording.clean()
  const cleanings = [setTimeout(clean, firstCleaningMs), setInterval(clean, cleaningMs)]
  for (const timer of cleanings) timer.unref() // they alone keep no process alive
  const close = async () => {
    for (const timer of cleanings) clearTimeout(timer)
    await Promise.all([closeScim(), closeAdmin()])
    await recording.close()
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
  const adminUrl = originOf('http', config.adminHost, portOf(admin))
  return { administration, console: access, adminUrl, endpointOf, close }
}
