import type { Administration } from './administration/administration.ts'
import type { ClockChange } from './administration/clock.ts'
import type { AccessKeySecrets } from './administration/stores/access-keys.ts'
import { createLogger, logStream } from './app/logger.ts'
import { type RunningServer, startServer } from './app.ts'
import { readServeConfig, type ServeConfig } from './config.ts'
import type { Settings } from './identity-center/settings.ts'

export type { ClockChange } from './administration/clock.ts'
export type { Settings } from './identity-center/settings.ts'

/** Options of `startIdentityCenter`. All are optional. */
export interface IdentityCenterOptions {
  /** Date such as `2024-04-26`: behave as AWS did then. Default: today. */
  readonly asOf?: string
  /** Settings of the identity store, such as rules and throttling. */
  readonly settings?: Settings
  /** Port of the SCIM listener. Default: any free port. */
  readonly port?: number
  /** Port of the private listener. Default: any free port. */
  readonly adminPort?: number
  /** Directory of the embedded database. Default: `memory:`, which stores nothing on disk. */
  readonly dataDir?: string
  /** URL of a PostgreSQL database to use instead of the embedded one. */
  readonly databaseUrl?: string
  /** URL at which clients reach the SCIM listener. */
  readonly publicUrl?: string
  /** Whether `setClock` is allowed. Default: false. */
  readonly allowClock?: boolean
  /** Minimum level of log messages on standard error. Default: `silent`. */
  readonly logLevel?: ServeConfig['logLevel']
}

/** A server in this process. */
export interface IdentityCenter {
  /** The SCIM endpoint (tenant URL) to enter at an identity provider. */
  readonly endpoint: string
  readonly tenantId: string
  readonly identityStoreId: string
  /**
   * An access token. With an existing directory or database it is a new one; the older of two tokens is deleted for it.
   */
  readonly token: string
  readonly adminUrl: string
  /** The secret of the private listener. Null if a shared database stores only its hash. */
  readonly adminToken: string | null
  /** Creates a URL that signs in to the console. It works once and expires in one hour. */
  readonly consoleLink: () => Promise<string>
  /** An access key for the Identity Store API at `adminUrl`. Null if the server key of a shared database is unknown. */
  readonly accessKeyId: string | null
  readonly secretAccessKey: string | null
  /** Deletes all users, groups and events. Tokens and settings are kept. */
  readonly reset: () => Promise<void>
  /**
   * Replaces the settings of the identity store from the next request on. Rejects with an AdministrationError if they
   * are invalid.
   */
  readonly configure: (settings: Settings) => Promise<void>
  /**
   * Freezes the server's clock (`frozenAt`), moves it relative to the system clock (`offsetSeconds`), or resets it
   * (`{}`). Affects token expiry, events and throttling. Rejects unless `allowClock` is set.
   */
  readonly setClock: (change: ClockChange) => Promise<void>
  /** Stops the server after the requests in flight have finished. */
  readonly close: () => Promise<void>
}

/** Converts options to command line flags, so that both are validated by the same table. */
const toFlags = (options: IdentityCenterOptions): Record<string, string> => {
  const { settings, ...rest } = options
  const flags = { port: 0, adminPort: 0, dataDir: 'memory:', logLevel: 'silent', ...rest }
  return Object.fromEntries(
    Object.entries(flags)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
}

/**
 * Starts an identity center for tests: by default on free ports, in memory, with one identity store and a token.
 * Rejects with a WrongUsage or AdministrationError for invalid options, and with a StartFailure if it cannot start.
 */
export const startIdentityCenter = async (
  options: IdentityCenterOptions = {},
): Promise<IdentityCenter> => {
  const config = readServeConfig(toFlags(options), {}) // environment variables are ignored, so that tests depend on options only
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
    return createIdentityCenter(server, await ensureProvisioned(server, identityStoreId))
  } catch (error) {
    await server.close()
    throw error
  }
}

interface ProvisionedStore {
  readonly endpoint: string
  readonly tenantId: string
  readonly identityStoreId: string
  readonly token: string
  readonly accessKeyId: string | null
  readonly secretAccessKey: string | null
}

/** Enables provisioning and returns the endpoint and a known token; only the hashes of earlier tokens are stored. */
const ensureProvisioned = async (
  { ready, administration, accessKeySecrets }: RunningServer,
  identityStoreId: string,
): Promise<ProvisionedStore> => {
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
    token: token ?? (await replaceOldestToken(administration, identityStoreId)),
    ...(await ensureAccessKey(administration, accessKeySecrets, identityStoreId)),
  }
}

/** The oldest access key, whose secret is derived again from the server key, or a new one. */
const ensureAccessKey = async (
  { accessKeys }: Administration,
  secrets: AccessKeySecrets | undefined,
  identityStoreId: string,
) => {
  if (secrets === undefined) return { accessKeyId: null, secretAccessKey: null }
  const [oldest] = await accessKeys.list(identityStoreId)
  const { accessKeyId } = oldest ?? (await accessKeys.create(identityStoreId))
  return { accessKeyId, secretAccessKey: secrets.secretOf(accessKeyId) }
}

/** Creates an access token. A store may have two, so the older one is deleted if there are two. */
const replaceOldestToken = async (administration: Administration, identityStoreId: string) => {
  const tokens = await administration.listTokens(identityStoreId)
  const [oldest, other] = tokens.filter(({ state }) => state !== 'expired')
  if (oldest !== undefined && other !== undefined) {
    await administration.deleteToken(identityStoreId, oldest.id)
  }
  return (await administration.createToken(identityStoreId)).accessToken
}

const createIdentityCenter = (
  server: RunningServer,
  provisioned: ProvisionedStore,
): IdentityCenter => {
  const { ready, administration, close } = server
  const { identityStoreId } = provisioned
  const configure = async (settings: Settings) => {
    await administration.replaceSettings(identityStoreId, settings)
  }
  const reset = () => administration.contents.reset(identityStoreId)

  return {
    ...provisioned,
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
