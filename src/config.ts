import { databaseSettings } from './config/database-settings.ts'
import {
  matching,
  oneOf,
  parseDate,
  parseHost,
  parsePublicUrl,
  parseSwitch,
  parseTenantId,
  someText,
  wholeNumber,
} from './config/parsers.ts'
import type { Setting, SettingsTable, Values } from './config/setting.ts'

/** A mistake in how the program was called, as one sentence: exit code 2. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongUsage'
  }
}

/** The levels of the log, the most talkative first. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const adminToken = {
  flag: '--admin-token',
  argument: '<token>',
  variables: ['SCIM_ADMIN_TOKEN'],
  meaning: 'secret of the private listener',
  expects: 'a secret of 1 to 2048 visible ASCII characters',
  secret: true,
  parse: matching(/^[!-~]{1,2048}$/),
} as const satisfies Setting<string>

const serverKey = {
  variables: ['SCIM_SERVER_KEY'],
  meaning:
    'key that the secrets of access keys are made under, the same for all servers of a database; without it, one is generated and kept in the data directory',
  expects: 'a secret of 16 to 2048 visible ASCII characters',
  secret: true,
  parse: matching(/^[!-~]{16,2048}$/),
} as const satisfies Setting<string>

/** Everything that `serve` can be told. What must stay out of process lists has no flag. */
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
    meaning: 'port of the SCIM listener; 0 takes any free one',
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
    meaning: 'port of the private listener; 0 takes any free one',
    default: '8081',
    expects: 'a whole number from 0 to 65535',
    parse: wholeNumber(65535),
  },
  ...databaseSettings,
  publicUrl: {
    flag: '--public-url',
    argument: '<url>',
    variables: ['SCIM_PUBLIC_URL'],
    meaning: 'address under which clients see the SCIM listener, for a tunnel or a proxy before it',
    expects: 'an http or https address without query',
    parse: parsePublicUrl,
  },
  tlsCert: {
    flag: '--tls-cert',
    argument: '<file>',
    variables: ['SCIM_TLS_CERT'],
    meaning: 'certificate chain (PEM) of the SCIM listener; needs --tls-key',
    expects: 'a file',
    parse: someText,
  },
  tlsKey: {
    flag: '--tls-key',
    argument: '<file>',
    variables: ['SCIM_TLS_KEY'],
    meaning: 'private key (PEM) that belongs to --tls-cert',
    expects: 'a file',
    parse: someText,
  },
  asOf: {
    flag: '--as-of',
    argument: '<date>',
    variables: ['SCIM_AS_OF'],
    meaning: 'answer as the service did on that day; without it, as it does today',
    expects: 'a date as in 2024-04-26',
    parse: parseDate,
  },
  allowClock: {
    flag: '--allow-clock',
    variables: ['SCIM_ALLOW_CLOCK'],
    meaning: 'let the clock of this server be frozen and moved, for tests of what time brings',
    default: 'false',
    expects: 'true or false',
    parse: parseSwitch,
  },
  logLevel: {
    flag: '--log-level',
    argument: '<level>',
    variables: ['SCIM_LOG_LEVEL'],
    meaning: 'how much is logged',
    choices: logLevels,
    default: 'info',
    expects: `one of ${logLevels.join(', ')}`,
    parse: oneOf(logLevels),
  },
  readyFile: {
    flag: '--ready-file',
    argument: '<file>',
    variables: ['SCIM_READY_FILE'],
    meaning: 'file to write the JSON line of --json to, once the server is ready',
    expects: 'a file',
    parse: someText,
  },
  json: {
    flag: '--json',
    variables: ['SCIM_JSON'],
    meaning: 'say where the server is in one line of JSON',
    default: 'false',
    expects: 'true or false',
    parse: parseSwitch,
  },
  tenantId: {
    variables: ['SCIM_TENANT_ID'],
    meaning:
      'tenant id of an identity store to create, if there never was one; with SCIM_ACCESS_TOKEN',
    expects: 'a tenant id as in 11111111111-2222-3333-4444-555555555555',
    parse: parseTenantId,
  },
  accessToken: {
    variables: ['SCIM_ACCESS_TOKEN'],
    meaning: 'access token of the identity store that SCIM_TENANT_ID names',
    expects: 'a secret of 1 to 2048 visible ASCII characters',
    secret: true,
    parse: matching(/^[!-~]{1,2048}$/),
  },
  adminToken: {
    variables: adminToken.variables,
    meaning: `${adminToken.meaning}; without it, one is generated and kept in the data directory`,
    expects: adminToken.expects,
    secret: adminToken.secret,
    parse: adminToken.parse,
  },
  serverKey,
} as const satisfies SettingsTable

/** What the commands that administer can be told. */
export const administerSettings = {
  adminUrl: {
    flag: '--admin-url',
    argument: '<url>',
    variables: ['SCIM_ADMIN_URL'],
    meaning: 'private listener of a running server; without it, the one of the data directory',
    expects: 'an http or https address without query',
    parse: parsePublicUrl,
  },
  adminToken,
  serverKey,
  ...databaseSettings,
} as const satisfies SettingsTable

/** What `migrate` can be told. */
export const migrateSettings = databaseSettings

export type ServeConfig = Values<typeof serveSettings>
export type AdministerConfig = Values<typeof administerSettings>
export type MigrateConfig = Values<typeof migrateSettings>

/** Flags as the command line parser hands them over, by the setting's name. */
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
      name.startsWith('SCIM_') && // the conversations under test/ have variables of their own
      !name.startsWith('SCIM_CONVERSATIONS_') &&
      !knownVariables.has(name),
  )
  if (unknown === undefined) return
  throw new WrongUsage(
    `The environment variable ${unknown} means nothing to this program; unset it, or see serve --help for those that do.`,
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
  throw new WrongUsage(`${source} wants ${setting.expects}${instead}.`)
}

/** Reads a table of settings from flags and environment. Throws WrongUsage. */
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
  return Object.freeze(Object.fromEntries(values)) as Values<Table> // each by its own parser
}

const pairs = [
  ['tlsCert', 'tlsKey', '--tls-cert and --tls-key'],
  ['tenantId', 'accessToken', 'SCIM_TENANT_ID and SCIM_ACCESS_TOKEN'],
] as const

/** The settings of `serve`, those that only make sense together held against each other. */
export const readServeConfig = (flags: Flags, environment?: Environment): ServeConfig => {
  const config = readSettings(serveSettings, flags, environment)
  for (const [one, other, names] of pairs) {
    if ((config[one] === undefined) !== (config[other] === undefined)) {
      throw new WrongUsage(`${names} belong together; give both or neither.`)
    }
  }
  return config
}

/** The settings of `serve` as a table of Markdown, for docs/settings.md. */
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
