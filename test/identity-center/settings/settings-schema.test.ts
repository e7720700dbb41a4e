import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import t from 'tap'
import { ruleBook } from '../../../src/identity-center/rules/rule-book.ts'
import { isEpochDate } from '../../../src/identity-center/setting-kinds.ts'
import { parseSettings } from '../../../src/identity-center/settings/parse-settings.ts'
import { settingsSchema } from '../../../src/identity-center/settings/settings-schema.ts'
import { storeSettings } from '../../../src/identity-center/settings.ts'

const accepts = new Ajv2020({ strict: true, formats: { date: isEpochDate } }).compile(
  settingsSchema,
)

t.test('the schema of settings takes what the parser takes, and nothing else', async () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(true, false, '2021', 'now', 'aws', 'generic', 'explained'),
    fc.constantFrom<unknown>('refuse', 'warn', 'off', '2024-04-05', '2024-02-30', null, 'x'),
    fc.integer({ min: -1, max: 20_000_000 }),
    fc.double(),
    fc.constant([]),
    fc.constant({}),
  )
  const rule = fc.constantFrom('nothing', ...ruleBook.map(({ id }) => id))
  const within = (top: string) =>
    fc.dictionary(
      fc.constantFrom(
        'nothing',
        ...Object.keys(storeSettings).flatMap((name) =>
          name.startsWith(`${top}.`) ? [name.slice(top.length + 1)] : [],
        ),
      ),
      value,
      { maxKeys: 3 },
    )
  const settings = fc.record(
    {
      asOf: value,
      strict: value,
      throttling: value,
      errorDetail: value,
      rules: fc.oneof(value, fc.dictionary(rule, value, { maxKeys: 3 })),
      quotas: fc.oneof(value, within('quotas')),
      events: fc.oneof(value, within('events')),
      colour: value,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(settings, (given) => accepts(given) === (parseSettings(given).errors.length === 0)),
    { numRuns: 2_000 },
  )
})

t.test('each part says what it means', async (t) => {
  const parts = Object.entries(settingsSchema['properties'] as object)
  t.same(parts.map(([name]) => name).sort(), [
    ...['asOf', 'errorDetail', 'events', 'quotas', 'rules', 'strict', 'throttling'],
  ])
  for (const [name, { description }] of parts) t.match(description, /^[A-Z].*\.$/, name)
})
