import type { Administration } from './administration/administration.ts'
import type { ClockChange } from './administration/clock.ts'
import type { AccessKeySecrets } from './administration/stores/access-keys.ts'
import { createLogger, logStream } from './app/logger.ts'
import { type RunningServer, startServer } from './app.ts'
import { readServeConfig, type ServeConfig } from './config.ts'
import type { Settings } from './identity-center/settings.ts'

export type { ClockChange } from './administration/clock.ts'
export type { Settings } from './identity-center/settings.ts'

/** How an identity center is started; everything may be left out. */
export interface IdentityCenterOptions {
  /** The service as it was on that day (`2024-04-26`); as it is today without it. */
  readonly asOf?: string
  /** Settings of the identity store: rules switched, throttling, an epoch of its own. */
  readonly settings?: Settings
  /** Port of the SCIM listener; any free one without it. */
  readonly port?: number
  /** Port of the private listener; any free one without it. */
  readonly adminPort?: number
  /** Directory to keep everything in; without it, or with `memory:`, nothing is kept. */
  readonly dataDir?: string
  /** PostgreSQL server to keep everything in, instead of the embedded database. */
  readonly databaseUrl?: string
  /** Address under which clients see the SCIM listener. */
  readonly publicUrl?: string
  /** Whether `setClock` may set the clock. */
  readonly allowClock?: boolean
  /** How much is logged to standard error; nothing without it. */
  readonly logLevel?: ServeConfig['logLevel']
}

/** A server that runs in this process. */
export interface IdentityCenter {
  /** What goes into an identity provider's field for the SCIM endpoint or tenant URL. */
  readonly endpoint: string
  readonly tenantId: string
  readonly identityStoreId: string
  /** The access token. In a directory or database used before: a new one, for which the older of two makes room. */
  readonly token: string
  readonly adminUrl: string
  /** The secret of the private listener; null where a shared database knows only its hash. */
  readonly adminToken: string | null
  /** Makes an address that signs in to the console, once and within the hour. */
  readonly consoleLink: () => Promise<string>
  /** An access key for the Identity Store API at `adminUrl`; null where a shared database's server key is not known. */
  readonly accessKeyId: string | null
  readonly secretAccessKey: string | null
  /** Deletes all users, groups and events; tokens and settings stay. */
  readonly reset: () => Promise<void>
  /** Replaces the settings of the identity store; they hold from the next request on. */
  readonly configure: (settings: Settings) => Promise<void>
  /**
   * Freezes the server's clock (`frozenAt`), has it run ahead of the machine's (`offsetSeconds`), or, given neither,
   * with it again. Token expiry, events and throttling follow. Wants `allowClock`.
   */
  readonly setClock: (change: ClockChange) => Promise<void>
  /** Finishes the requests in flight and stops. */
  readonly close: () => Promise<void>
}

/** Options as flags of the command line, so that both are held against the same table. */
const flagsOf = (options: IdentityCenterOptions): Record<string, string> => {
  const { settings, ...rest } = options
  const flags = { port: 0, adminPort: 0, dataDir: 'memory:', logLevel: 'silent', ...rest }
  return Object.fromEntries(
    Object.entries(flags)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
}

/** Starts an identity center for tests: on free ports, in memory, with a store and a token, unless told otherwise. */
export const startIdentityCenter = async (
  options: IdentityCenterOptions = {},
): Promise<IdentityCenter> => {
  const config = readServeConfig(flagsOf(options), {}) // no environment: a test says all it wants
  const server = await startServer(config, {
    logger: createLogger(config.logLevel, await logStream()),
    notice: () => {},
  })
  try {
    const { identityStoreId } = server.ready
    if (identityStoreId === null) throw new Error('a server that starts has an identity store')
    if (options.settings !== undefined) {
      await server.administration.replaceSettings(identityStoreId, options.settings)
    }
    return identityCenter(server, await openServer(server, identityStoreId))
  } catch (error) {
    await server.close()
    throw error
  }
}

interface OpenServer {
  readonly endpoint: string
  readonly tenantId: string
  readonly identityStoreId: string
  readonly token: string
  readonly accessKeyId: string | null
  readonly secretAccessKey: string | null
}

/** The store's address and a token that is known: in a directory used before, one is made. */
const openServer = async (
  { ready, administration, accessKeySecrets }: RunningServer,
  identityStoreId: string,
): Promise<OpenServer> => {
  const store = await administration.setProvisioning(identityStoreId, true)
  const token = ready.accessToken ?? store.token?.accessToken
  if (store.tenantId === null || store.scimEndpoint === null) {
    throw new Error('an enabled store has an endpoint')
  }
  const { scimEndpoint: endpoint, tenantId } = store
  return {
    endpoint,
    tenantId,
    identityStoreId,
    token: token ?? (await newestToken(administration, identityStoreId)),
    ...(await oldestAccessKey(administration, accessKeySecrets, identityStoreId)),
  }
}

/** An access key that is there, whose secret can be worked out again, or a new one. */
const oldestAccessKey = async (
  { accessKeys }: Administration,
  secrets: AccessKeySecrets | undefined,
  identityStoreId: string,
) => {
  if (secrets === undefined) return { accessKeyId: null, secretAccessKey: null }
  const [oldest] = await accessKeys.list(identityStoreId)
  const { accessKeyId } = oldest ?? (await accessKeys.create(identityStoreId))
  return { accessKeyId, secretAccessKey: secrets.secretOf(accessKeyId) }
}

/** Makes room for a token where there are two, as somebody who rotates them does, and makes it. */
const newestToken = async (administration: Administration, identityStoreId: string) => {
  const tokens = await administration.listTokens(identityStoreId)
  const [oldest, other] = tokens.filter(({ state }) => state !== 'expired')
  if (oldest !== undefined && other !== undefined) {
    await administration.deleteToken(identityStoreId, oldest.id)
  }
  return (await administration.createToken(identityStoreId)).accessToken
}

const identityCenter = (server: RunningServer, door: OpenServer): IdentityCenter => {
  const { ready, administration, close } = server
  const { identityStoreId } = door
  const configure = async (settings: Settings) => {
    await administration.replaceSettings(identityStoreId, settings)
  }
  const reset = () => administration.contents.reset(identityStoreId)

  return {
    ...door,
    adminUrl: ready.adminUrl,
    adminToken: ready.adminToken,
    consoleLink: server.consoleLink,
    reset,
    configure,
    setClock: async (change) => {
      await administration.clock.set(change)
    },
    close,
  }
}
