import t, { type Test } from 'tap'
import type { Setting } from '../src/config/setting.ts'
import {
  administerSettings,
  readServeConfig,
  readSettings,
  serveSettings,
  settingsTable,
  WrongUsage,
} from '../src/config.ts'

const wrong = (t: Pick<Test, 'throws'>) => ({
  usage: (sentence: RegExp, flags: Record<string, unknown>, environment = {}) =>
    t.throws(() => readServeConfig(flags, environment), { name: 'WrongUsage', message: sentence }),
})

t.test('without flags and environment every setting has its default', async (t) => {
  t.same(readServeConfig({}, {}), {
    host: '127.0.0.1',
    port: 8080,
    adminHost: '127.0.0.1',
    adminPort: 8081,
    databaseUrl: undefined,
    dataDir: './.identity-center-scim',
    databaseWait: 60,
    publicUrl: undefined,
    tlsCert: undefined,
    tlsKey: undefined,
    asOf: undefined,
    allowClock: false,
    logLevel: 'info',
    readyFile: undefined,
    json: false,
    tenantId: undefined,
    accessToken: undefined,
    adminToken: undefined,
    serverKey: undefined,
  })
})

t.test('a setting', async (t) => {
  t.test('comes from its flag, then from its variable', async (t) => {
    t.equal(readServeConfig({}, { SCIM_PORT: '1' }).port, 1)
    t.equal(readServeConfig({ port: '2' }, { SCIM_PORT: '1' }).port, 2)
    t.equal(readServeConfig({ port: '2' }, { SCIM_PORT: 'x' }).port, 2)
    t.equal(readServeConfig({ json: true }, { SCIM_JSON: 'false' }).json, true)
    t.equal(readServeConfig({}, { SCIM_JSON: 'true' }).json, true)
  })

  t.test('comes from its first variable that is not empty', async (t) => {
    const own = 'postgres://own/x'
    const usual = 'postgresql://usual/x'
    const read = (environment: Record<string, string>) =>
      readServeConfig({}, environment).databaseUrl
    t.equal(read({ SCIM_DATABASE_URL: own, DATABASE_URL: usual }), own)
    t.equal(read({ SCIM_DATABASE_URL: '', DATABASE_URL: usual }), usual)
    t.equal(read({ SCIM_DATABASE_URL: '', DATABASE_URL: '' }), undefined)
  })

  t.test('is parsed', async (t) => {
    const read = (flags: Record<string, string>) => readServeConfig(flags, {})
    t.equal(read({ host: '[::1]' }).host, '::1')
    t.equal(read({ publicUrl: 'https://x.example/' }).publicUrl, 'https://x.example')
    t.equal(read({ publicUrl: 'https://x.example/a//' }).publicUrl, 'https://x.example/a')
    t.equal(read({ port: '0' }).port, 0)
    t.equal(read({ port: '65535' }).port, 65535)
    t.equal(read({ asOf: '2024-02-29' }).asOf, '2024-02-29')
  })

  t.test('with an invalid value is rejected', async (t) => {
    const { usage } = wrong(t)
    for (const port of ['', 'x', '-1', '65536', '1.5', '0x10', ' 1', '99999999999']) {
      usage(/^--port must be a whole number from 0 to 65535, not ".*"\.$/, { port })
    }
    usage(/^SCIM_PORT must be/, {}, { SCIM_PORT: 'tcp://10.0.0.1:80' })
    for (const asOf of ['2023-02-29', '2024', 'today', '2024-1-1'])
      usage(/^--as-of must be/, { asOf })
    for (const publicUrl of ['x', 'ftp://x', 'http://x?y', 'http://a@b', 'http://x#y']) {
      usage(/^--public-url must be/, { publicUrl })
    }
    usage(/^--log-level must be one of trace, /, { logLevel: 'loud' })
    usage(/^--host must be/, { host: 'http://x' })
    usage(/^--database-wait must be/, { databaseWait: '3601' })
    usage(/^SCIM_JSON must be true or false/, {}, { SCIM_JSON: '1' })
    const tenant = { SCIM_TENANT_ID: 'mine', SCIM_ACCESS_TOKEN: 'x' }
    usage(/^SCIM_TENANT_ID must be a tenant id/, {}, tenant)
  })

  t.test('that is secret is not part of the error', async (t) => {
    for (const [flags, environment] of [
      [{ databaseUrl: 'mysql://user:hush@host/x' }, {}],
      [{}, { DATABASE_URL: 'hush' }],
      [{}, { SCIM_ADMIN_TOKEN: 'hush hush' }],
      [{}, { SCIM_SERVER_KEY: 'hush' }],
    ] as const) {
      t.throws(() => readServeConfig(flags, environment), { name: 'WrongUsage' })
      t.doesNotThrow(() => {
        try {
          readServeConfig(flags, environment)
        } catch (error) {
          if (!(error instanceof WrongUsage) || error.message.includes('hush')) throw error
        }
      })
    }
  })
})

t.test('the environment', async (t) => {
  t.test('must not contain an unknown SCIM_ variable', async (t) => {
    wrong(t).usage(
      /^The environment variable SCIM_PROT is unknown\. Unset it/,
      {},
      { SCIM_PROT: '1' },
    )
    wrong(t).usage(/SCIM_PROT/, {}, { SCIM_PROT: '' })
  })

  t.test(
    'may contain other variables, and those of other commands and of the conversations',
    async (t) => {
      const environment = { PORT: 'x', SCIM_ADMIN_URL: 'x', SCIM_CONVERSATIONS_ENDPOINT: 'x' }
      t.equal(readServeConfig({}, environment).port, 8080)
      t.equal(
        readSettings(administerSettings, {}, { SCIM_PORT: 'x' }).dataDir,
        './.identity-center-scim',
      )
    },
  )
})

t.test('settings that require each other are set both or not at all', async (t) => {
  const tenantId = '11111111111-2222-3333-4444-555555555555'
  const both = { SCIM_TENANT_ID: tenantId, SCIM_ACCESS_TOKEN: 'x' }
  t.equal(readServeConfig({}, both).tenantId, tenantId)
  const { usage } = wrong(t)
  usage(
    /^SCIM_TENANT_ID and SCIM_ACCESS_TOKEN require each other/,
    {},
    { SCIM_TENANT_ID: tenantId },
  )
  usage(/^SCIM_TENANT_ID and SCIM_ACCESS_TOKEN require each other/, {}, { SCIM_ACCESS_TOKEN: 'x' })
  usage(/^--tls-cert and --tls-key require each other/, { tlsCert: 'x' })
  usage(/^--tls-cert and --tls-key require each other/, { tlsKey: 'x' })
})

t.test('the table of settings', async (t) => {
  const settings = Object.values<Setting<unknown>>(serveSettings)

  t.test('has a unique variable for every setting', async (t) => {
    const names = settings.flatMap(({ variables }) => variables)
    t.equal(new Set(names).size, names.length)
    for (const { variables } of settings) t.match(variables[0], /^SCIM_/)
  })

  t.test('names settings as the command line parser names the values of their flags', async (t) => {
    for (const [name, { flag }] of Object.entries<Setting<unknown>>(serveSettings)) {
      if (flag === undefined) continue
      t.equal(
        flag.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
        name,
      )
    }
  })

  t.test('has defaults that its parsers accept', async (t) => {
    for (const { default: text, parse } of settings) {
      if (text !== undefined) t.not(parse(text), undefined)
    }
  })

  t.test('is printed as Markdown, with a row for each setting', async (t) => {
    const rows = settingsTable().split('\n')
    t.equal(rows.length, settings.length + 2)
    t.ok(rows.every((row) => row.startsWith('| ') || row === '|---|---|---|---|'))
    t.ok(
      rows.includes(
        '| `--port <number>` | `SCIM_PORT` | port of the SCIM listener; 0 for any free port | `8080` |',
      ),
    )
  })
})
