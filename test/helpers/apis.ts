import type { RouteOptions } from 'fastify'
import { pino } from 'pino'
import type { Test } from 'tap'
import { settableClock } from '../../src/administration/clock.ts'
import { localAdministration } from '../../src/administration/local-administration.ts'
import {
  createAdminTokenRotation,
  isAdminToken,
  resolveAdminToken,
} from '../../src/app/admin-token.ts'
import { dataDirectory } from '../../src/app/data-directory.ts'
import { gracefulClose } from '../../src/app/graceful-close.ts'
import { recorder } from '../../src/events/recorder.ts'
import { buildAdminServer } from '../../src/http/admin/server.ts'
import { buildScimServer } from '../../src/http/scim/server.ts'
import { newestEpoch } from '../../src/identity-center/dialect.ts'
import { testConsole } from './console.ts'
import { administrationDependencies } from './dependencies.ts'
import { testDependencies } from './operation-dependencies.ts'

/** A route of a listener. */
export interface TestRoute {
  readonly method: string
  readonly url: string
  /** Whether it needs no credential. */
  readonly public: boolean
  /** Whether it is a page of the console that needs a session, or one that does not. */
  readonly console?: 'page' | 'signed out'
}

const routeList = () => {
  const added: RouteOptions[] = []
  /** The routes, with the configuration that all plugins have set. */
  const routes = () =>
    added.flatMap(({ method, url, config }) =>
      [method].flat().map(
        (each): TestRoute => ({
          method: each,
          url,
          public: config?.public === true,
          ...(config?.console && { console: config.withoutSession ? 'signed out' : 'page' }),
        }),
      ),
    )
  return { routes, onRoute: (route: RouteOptions) => void added.push(route) }
}

/** Both listeners on one fresh store, ready to be asked, and the routes that they have. */
export const testApis = async (t: Pick<Test, 'teardown'>) => {
  const clock = settableClock(undefined)
  const { store, randomBytes } = await testDependencies(t)
  const dependencies = { store, randomBytes, now: clock.now }
  const adminToken = 'the-admin-token'
  await resolveAdminToken(dependencies, dataDirectory('memory:'), {
    given: adminToken,
    isShared: false,
  })

  const ready = async () => true
  const logger = pino({ level: 'silent' })
  const recording = recorder({ store, now: dependencies.now, onFault: () => {} })
  const [ofAdmin, ofScim] = [routeList(), routeList()]
  const administration = localAdministration(
    dependencies,
    administrationDependencies(dependencies, {
      endpointOf: (tenantId) => `http://scim/${tenantId}/scim/v2`,
      flushEvents: recording.flush,
      clock,
      rotateAdminToken: createAdminTokenRotation(dependencies, dataDirectory('memory:'), {
        given: undefined,
        isShared: false,
      }),
    }),
  )
  const admin = buildAdminServer({
    administration,
    isAdminToken: (token) => isAdminToken(dependencies, token),
    console: testConsole(dependencies, administration),
    ready,
    logger,
    version: '0.0.0',
    onRoute: ofAdmin.onRoute,
  })
  const scim = buildScimServer({
    dependencies,
    asOf: newestEpoch,
    recorder: recording,
    ready,
    logger,
    onRoute: ofScim.onRoute,
  })
  const closeAdmin = gracefulClose(admin)
  t.teardown(async () => {
    await Promise.all([closeAdmin(), scim.close()])
    await recording.close()
  })
  await Promise.all([admin.ready(), scim.ready()])
  return { admin, scim, adminToken, adminRoutes: ofAdmin.routes(), scimRoutes: ofScim.routes() }
}
