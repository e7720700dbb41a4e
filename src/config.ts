import { databaseSettings } from './config/database-settings.ts'
import {
  matchPattern,
  nonEmptyText,
  oneOf,
  parseDate,
  parseHost,
  parsePublicUrl,
  parseSwitch,
  parseTenantId,
  wholeNumber,
} from './config/parsers.ts'
import type { Setting, SettingsTable, Values } from './config/setting.ts'

/** Wrong arguments, options or environment variables, explained in the message. Exit code 2. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongUsage'
  }
}

/** The log levels, the most detailed first. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const adminToken = {
  flag: '--admin-token',
  argument: '<token>',
  variables: ['SCIM_ADMIN_TOKEN'],
  meaning: 'admin token, the secret of the private listener',
  expects: 'a secret of 1 to 2048 visible ASCII characters',
  secret: true,
  parse: matchPattern(/^[!-~]{1,2048}$/),
} as const satisfies Setting<string>

const serverKey = {
  variables: ['SCIM_SERVER_KEY'],
  meaning:
    'server key, from which the secrets of access keys are derived; the same for all servers of a database; by default generated and stored in the data directory',
  expects: 'a secret of 16 to 2048 visible ASCII characters',
  secret: true,
  parse: matchPattern(/^[!-~]{16,2048}$/),
} as const satisfies Setting<string>

/** The settings of `serve`. Tokens and keys have no flag, because process lists show arguments. */
export const serveSettings = {
  host: {
    flag: '--host',
    argument: '<address>',
    variables: ['SCIM_HOST'],
    meaning: 'address of the SCIM listener',
    default: '127.0.0.1',
    expects: 'a host name or an IP address',
    parse: parseHost,
  },
  port: {
    flag: '--port',
    argument: '<number>',
    variables: ['SCIM_PORT'],
    meaning: 'port of the SCIM listener; 0 for any free port',
    default: '8080',
    expects: 'a whole number from 0 to 65535',
    parse: wholeNumber(65535),
  },
  adminHost: {
    flag: '--admin-host',
    argument: '<address>',
    variables: ['SCIM_ADMIN_HOST'],
    meaning: 'address of the private listener',
    default: '127.0.0.1',
    expects: 'a host name or an IP address',
    parse: parseHost,
  },
  adminPort: {
    flag: '--admin-port',
    argument: '<number>',
    variables: ['SCIM_ADMIN_PORT'],
    meaning: 'port of the private listener; 0 for any free port',
    default: '8081',
    expects: 'a whole number from 0 to 65535',
    parse: wholeNumber(65535),
  },
  ...databaseSettings,
  publicUrl: {
    flag: '--public-url',
    argument: '<url>',
    variables: ['SCIM_PUBLIC_URL'],
    meaning: 'URL at which clients reach the SCIM listener, if it is behind a tunnel or proxy',
    expects: 'an http or https address without query',
    parse: parsePublicUrl,
  },
  tlsCert: {
    flag: '--tls-cert',
    argument: '<file>',
    variables: ['SCIM_TLS_CERT'],
    meaning: 'certificate chain (PEM) of the SCIM listener; requires --tls-key',
    expects: 'a file',
    parse: nonEmptyText,
  },
  tlsKey: {
    flag: '--tls-key',
    argument: '<file>',
    variables: ['SCIM_TLS_KEY'],
    meaning: 'private key (PEM) of --tls-cert',
    expects: 'a file',
    parse: nonEmptyText,
  },
  asOf: {
    flag: '--as-of',
    argument: '<date>',
    variables: ['SCIM_AS_OF'],
    meaning: 'behave as AWS did on this date instead of today',
    expects: 'a date as in 2024-04-26',
    parse: parseDate,
  },
  allowClock: {
    flag: '--allow-clock',
    variables: ['SCIM_ALLOW_CLOCK'],
    meaning: "allow tests to freeze and move the server's clock",
    default: 'false',
    expects: 'true or false',
    parse: parseSwitch,
  },
  logLevel: {
    flag: '--log-level',
    argument: '<level>',
    variables: ['SCIM_LOG_LEVEL'],
    meaning: 'minimum level of log messages',
    choices: logLevels,
    default: 'info',
    expects: `one of ${logLevels.join(', ')}`,
    parse: oneOf(logLevels),
  },
  readyFile: {
    flag: '--ready-file',
    argument: '<file>',
    variables: ['SCIM_READY_FILE'],
    meaning: 'file to write the JSON line of --json to when the server is ready',
    expects: 'a file',
    parse: nonEmptyText,
  },
  json: {
    flag: '--json',
    variables: ['SCIM_JSON'],
    meaning: 'print addresses and secrets as one line of JSON when the server is ready',
    default: 'false',
    expects: 'true or false',
    parse: parseSwitch,
  },
  tenantId: {
    variables: ['SCIM_TENANT_ID'],
    meaning:
      'tenant id of an identity store to create, unless it exists or existed; requires SCIM_ACCESS_TOKEN',
    expects: 'a tenant id as in 11111111111-2222-3333-4444-555555555555',
    parse: parseTenantId,
  },
  accessToken: {
    variables: ['SCIM_ACCESS_TOKEN'],
    meaning: 'access token of the identity store of SCIM_TENANT_ID',
    expects: 'a secret of 1 to 2048 visible ASCII characters',
    secret: true,
    parse: matchPattern(/^[!-~]{1,2048}$/),
  },
  adminToken: {
    variables: adminToken.variables,
    meaning: `${adminToken.meaning}; by default generated and stored in the data directory`,
    expects: adminToken.expects,
    secret: adminToken.secret,
    parse: adminToken.parse,
  },
  serverKey,
} as const satisfies SettingsTable

/** The settings of administrative commands. */
export const administerSettings = {
  adminUrl: {
    flag: '--admin-url',
    argument: '<url>',
    variables: ['SCIM_ADMIN_URL'],
    meaning:
      "URL of a running server's private listener; by default found through the data directory",
    expects: 'an http or https address without query',
    parse: parsePublicUrl,
  },
  adminToken,
  serverKey,
  ...databaseSettings,
} as const satisfies SettingsTable

/** The settings of `migrate`. */
export const migrateSettings = databaseSettings

export type ServeConfig = Values<typeof serveSettings>
export type AdministerConfig = Values<typeof administerSettings>
export type MigrateConfig = Values<typeof migrateSettings>

/** Flags from the command line parser, by the setting's name. */
export type Flags = Readonly<Record<string, unknown>>
export type Environment = Readonly<Record<string, string | undefined>>

const knownVariables = new Set(
  [serveSettings, administerSettings].flatMap((table) =>
    Object.values<Setting<unknown>>(table).flatMap(({ variables }) => variables),
  ),
)

const refuseUnknownVariables = (environment: Environment) => {
  const unknown = Object.keys(environment).find(
    (name) =>
      name.startsWith('SCIM_') && // except those of the recorded conversations under test/
      !name.startsWith('SCIM_CONVERSATIONS_') &&
      !knownVariables.has(name),
  )
  if (unknown === undefined) return
  throw new WrongUsage(
    `The environment variable ${unknown} is unknown. Unset it, or check its name with \`serve --help\`.`,
  )
}

const readSetting = (name: string, setting: Setting<unknown>, flags: Flags, env: Environment) => {
  const flag = flags[name]
  if (flag === true) return true
  const variable = setting.variables.find((candidate) => (env[candidate] ?? '') !== '')
  const given = typeof flag === 'string' ? flag : variable && env[variable]
  const text = given ?? setting.default
  if (text === undefined) return undefined

  const value = setting.parse(text)
  if (value !== undefined) return value
  const source = typeof flag === 'string' ? setting.flag : variable
  const instead = setting.secret ? '' : `, not ${JSON.stringify(text)}`
  throw new WrongUsage(`${source} must be ${setting.expects}${instead}.`)
}

/**
 * Reads settings from flags and environment variables. Throws WrongUsage for an invalid value or an unknown SCIM_
 * variable.
 */
export const readSettings = <Table extends SettingsTable>(
  table: Table,
  flags: Flags,
  environment: Environment = process.env,
): Values<Table> => {
  refuseUnknownVariables(environment)
  const values = Object.entries(table).map(([name, setting]) => [
    name,
    readSetting(name, setting, flags, environment),
  ])
  return Object.freeze(Object.fromEntries(values)) as Values<Table> // the type of each value is that of its parser
}

const pairedSettings = [
  ['tlsCert', 'tlsKey', '--tls-cert and --tls-key'],
  ['tenantId', 'accessToken', 'SCIM_TENANT_ID and SCIM_ACCESS_TOKEN'],
] as const

/**
 * Reads the settings of `serve`. Throws WrongUsage, also if only one of two settings that require each other is set.
 */
export const readServeConfig = (flags: Flags, environment?: Environment): ServeConfig => {
  const config = readSettings(serveSettings, flags, environment)
  for (const [one, other, names] of pairedSettings) {
    if ((config[one] === undefined) !== (config[other] === undefined)) {
      throw new WrongUsage(`${names} require each other. Set both or neither.`)
    }
  }
  return config
}

/** The settings of `serve` as a Markdown table, for docs/settings.md. */
export const settingsTable = (): string =>
  [
    '| flag | environment | meaning | default |',
    '|---|---|---|---|',
    ...Object.values<Setting<unknown>>(serveSettings).map(
      ({ flag, argument, variables, meaning, choices, default: value }) => {
        const shown = flag === undefined ? '' : `\`${[flag, argument].filter(Boolean).join(' ')}\``
        const names = variables.map((name) => `\`${name}\``).join(', ')
        const words = choices === undefined ? '' : `: ${choices.join(', ')}`
        return `| ${shown} | ${names} | ${meaning}${words} | ${value === undefined ? '' : `\`${value}\``} |`
      },
    ),
  ].join('\n')
