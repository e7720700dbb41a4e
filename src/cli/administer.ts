import type { Command } from 'commander'
import type { Administration } from '../administration/administration.ts'
import { settableClock } from '../administration/clock.ts'
import { localAdministration } from '../administration/local-administration.ts'
import { adminTokenRotation } from '../app/admin-token.ts'
import { type DataDirectory, dataDirectory, type RunningServerNote } from '../app/data-directory.ts'
import { findServerKey } from '../app/server-key.ts'
import { spool } from '../app/spool.ts'
import { storeOptions } from '../app/store-options.ts'
import { version } from '../app/version.ts'
import { databaseMark, dependenciesOf } from '../app.ts'
import { type AdministerConfig, administerSettings, readSettings, WrongUsage } from '../config.ts'
import { dryRunStore } from '../store/dry-run-store.ts'
import { openStore } from '../store/open-store.ts'
import { adminClient } from './admin-client.ts'
import { addSettings } from './setting-options.ts'
import type { Terminal } from './terminal.ts'

const answers = async (adminUrl: string) =>
  fetch(`${adminUrl}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  )

/** The note of the server that runs on this directory; not that of one that has died, or of another database. */
const findServer = async (
  directory: DataDirectory,
  config: AdministerConfig,
): Promise<RunningServerNote | undefined> => {
  const note = await directory.readServerNote()
  if (note === undefined) return undefined
  const isOther =
    config.databaseUrl !== undefined && note.database !== databaseMark(config.databaseUrl)
  return !isOther && (await answers(note.adminUrl)) ? note : undefined
}

/** The client of the server that is named or found; undefined where none is, or its token is not known and not needed. */
const findClient = async (config: AdministerConfig): Promise<Administration | undefined> => {
  const directory = dataDirectory(config.dataDir)
  const adminUrl = config.adminUrl ?? (await findServer(directory, config))?.adminUrl
  if (adminUrl === undefined) return undefined

  const token = config.adminToken ?? (await directory.readAdminToken())
  if (token === undefined) {
    // Whoever can open the shared database itself need not ask a server.
    if (config.adminUrl === undefined && config.databaseUrl !== undefined) return undefined
    throw new WrongUsage(
      `The server at ${adminUrl} wants its admin token; give it with SCIM_ADMIN_TOKEN or --admin-token.`,
    )
  }
  return adminClient(adminUrl, token)
}

/** Does something with the running server's administration, or, where none runs, with the store itself under its lock. */
export const withAdministration = async <Result>(
  config: AdministerConfig,
  terminal: Terminal,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> => {
  const client = await findClient(config)
  if (client !== undefined) return work(client)

  if (config.databaseUrl === undefined && config.dataDir === 'memory:') {
    throw new WrongUsage(
      'What is kept in memory: lives in its server; name that one with --admin-url.',
    )
  }
  const notice = (sentence: string) => terminal.error(`${sentence}\n`)
  const opened = await openStore(storeOptions(config, notice))
  try {
    const clock = settableClock('No server runs here; a clock is that of a server.')
    const dependencies = dependenciesOf(opened, clock)
    const administration = localAdministration(dependencies, {
      endpointOf: () => null,
      asOf: dependencies.now().toISOString().slice(0, 10),
      dryStore: () => dryRunStore(dependencies.store),
      flushEvents: async () => {}, // only a server has events that wait
      accessKeySecrets: await findServerKey(dependencies, dataDirectory(config.dataDir), {
        given: config.serverKey,
        isShared: opened.kind === 'postgresql',
      }),
      clock,
      rotateAdminToken: adminTokenRotation(dependencies, dataDirectory(config.dataDir), {
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

/** Makes a command one that administers: it gets the flags to find the server, and what it does. */
export const administers = (
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

/** The flags of the administering commands themselves, beside those that find the server. */
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
