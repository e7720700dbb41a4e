import type { Command } from 'commander'
import type { Administration } from '../administration/administration.ts'
import { settableClock } from '../administration/clock.ts'
import { localAdministration } from '../administration/local-administration.ts'
import { createAdminTokenRotation } from '../app/admin-token.ts'
import { type DataDirectory, dataDirectory, type ServerNote } from '../app/data-directory.ts'
import { findServerKey } from '../app/server-key.ts'
import { spool } from '../app/spool.ts'
import { storeOptions } from '../app/store-options.ts'
import { version } from '../app/version.ts'
import { createDependencies, databaseFingerprint } from '../app.ts'
import { type AdministerConfig, administerSettings, readSettings, WrongUsage } from '../config.ts'
import { dryRunStore } from '../store/dry-run-store.ts'
import { openStore } from '../store/open-store.ts'
import { adminClient } from './admin-client.ts'
import { addSettings } from './setting-options.ts'
import type { Terminal } from './terminal.ts'

const isHealthy = async (adminUrl: string) =>
  fetch(`${adminUrl}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  )

/** The note of the running server of this data directory. Undefined if it has ended or uses another database. */
const findServer = async (
  directory: DataDirectory,
  config: AdministerConfig,
): Promise<ServerNote | undefined> => {
  const note = await directory.readServerNote()
  if (note === undefined) return undefined
  const isOther =
    config.databaseUrl !== undefined && note.database !== databaseFingerprint(config.databaseUrl)
  return !isOther && (await isHealthy(note.adminUrl)) ? note : undefined
}

/**
 * A client of the server at --admin-url, or else of the running server of the data directory. Undefined if there is no
 * server, or if its token is unknown and the shared database can be opened directly. Throws WrongUsage.
 */
const findClient = async (config: AdministerConfig): Promise<Administration | undefined> => {
  const directory = dataDirectory(config.dataDir)
  const adminUrl = config.adminUrl ?? (await findServer(directory, config))?.adminUrl
  if (adminUrl === undefined) return undefined

  const token = config.adminToken ?? (await directory.readAdminToken())
  if (token === undefined) {
    // The command can open the shared database itself.
    if (config.adminUrl === undefined && config.databaseUrl !== undefined) return undefined
    throw new WrongUsage(
      `The server at ${adminUrl} requires its admin token. Pass --admin-token or set SCIM_ADMIN_TOKEN.`,
    )
  }
  return adminClient(adminUrl, token)
}

/** Runs `work` through the running server; without one, on the database itself, whose lock is held meanwhile. */
export const withAdministration = async <Result>(
  config: AdministerConfig,
  terminal: Terminal,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> => {
  const client = await findClient(config)
  if (client !== undefined) return work(client)

  if (config.databaseUrl === undefined && config.dataDir === 'memory:') {
    throw new WrongUsage(
      'There is no server to connect to, and --data-dir memory: keeps nothing on disk. Pass --admin-url with the address of the server that keeps its data in memory.',
    )
  }
  const notice = (sentence: string) => terminal.error(`${sentence}\n`)
  const opened = await openStore(storeOptions(config, notice))
  try {
    const clock = settableClock(
      'No server is running, so there is no clock to set. Start one with --allow-clock.',
    )
    const dependencies = createDependencies(opened, clock)
    const administration = localAdministration(dependencies, {
      endpointOf: () => null,
      asOf: dependencies.now().toISOString().slice(0, 10),
      dryStore: () => dryRunStore(dependencies.store),
      flushEvents: async () => {}, // only a server buffers events
      accessKeySecrets: await findServerKey(dependencies, dataDirectory(config.dataDir), {
        given: config.serverKey,
        isShared: opened.kind === 'postgresql',
      }),
      clock,
      rotateAdminToken: createAdminTokenRotation(dependencies, dataDirectory(config.dataDir), {
        given: config.adminToken,
        isShared: opened.kind === 'postgresql',
      }),
      spool,
      version,
    })
    return await work(administration)
  } finally {
    await opened.close()
  }
}

/** Gives a command its action and the options that locate the server or the database. */
export const addAdminAction = (
  command: Command,
  terminal: Terminal,
  work: (administration: Administration, args: readonly string[], flags: Flags) => Promise<void>,
): void => {
  addSettings(command, administerSettings).action(async () => {
    const flags: Flags = command.opts()
    const config = readSettings(administerSettings, command.opts())
    await withAdministration(config, terminal, (administration) =>
      work(administration, command.args, flags),
    )
  })
}

/** The options of all administrative commands, except those that locate the server. */
export interface Flags {
  readonly json?: true
  readonly yes?: true
  readonly store?: string
  readonly settings?: string
  readonly replace?: string
  readonly provisioning?: boolean
  readonly behind?: true
  readonly follow?: true
  readonly failed?: true
  readonly since?: string
  readonly until?: string
  readonly operation?: string
  readonly rule?: string
  readonly name?: string
  readonly status?: string
  readonly request?: string
  readonly limit?: string
  readonly format?: string
  readonly id?: string
  readonly asOf?: string
  readonly origin?: string
  readonly query?: string
  readonly cursor?: string
  readonly givenName?: string
  readonly familyName?: string
  readonly displayName?: string
  readonly email?: string
  readonly attributes?: string
  readonly description?: string
  readonly ruleOff?: readonly string[]
}
