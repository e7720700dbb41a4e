import t from 'tap'
import {
  dialectOf,
  isEpochDate,
  isInForce,
  newestEpoch,
  parseSettings,
} from '../../src/identity-center/dialect.ts'
import { requiredAttribute } from '../../src/identity-center/rules/resource.ts'
import { emailPrimary, emailRequired } from '../../src/identity-center/rules/user.ts'

t.test('settings win over the default day', async (t) => {
  t.equal(dialectOf({}, newestEpoch).asOf, newestEpoch)
  t.equal(dialectOf({ asOf: '2021-08-31' }, newestEpoch).asOf, '2021-08-31')
  t.same(dialectOf({ asOf: '2021-08-31' }, newestEpoch).behaviours.lists, {
    pageSize: 50,
    cursors: false,
  })
  t.equal(dialectOf({}, newestEpoch).throttling, false)
  t.equal(dialectOf({ throttling: true }, newestEpoch).throttling, true)
})

t.test('a law holds from its first day until the day before its last', async (t) => {
  const law = { ...emailPrimary, since: '2021-02-01', until: '2021-03-01' }
  t.same(
    ['2021-01-31', '2021-02-01', '2021-02-28', '2021-03-01'].map((day) => isInForce(law, day)),
    [false, true, true, false],
  )
})

t.test('outside of its dates a law is off, whatever the settings', async (t) => {
  const rules = { 'email-required': 'refuse' } as const
  t.equal(dialectOf({ rules }, '2021-08-01').level(emailRequired), 'off')
  t.equal(dialectOf({ rules }, '2021-07-31').level(emailRequired), 'refuse')
})

t.test('settings switch what is switchable', async (t) => {
  const rules = { 'email-primary': 'warn', 'required-attribute': 'off' } as const
  const dialect = dialectOf({ rules }, newestEpoch)
  t.equal(dialect.level(emailPrimary), 'warn')
  t.equal(dialect.level(requiredAttribute), 'refuse')
})

t.test('settings that mean something are taken', async (t) => {
  const settings = { asOf: '2021-08-31', rules: { 'email-primary': 'off' }, throttling: false }
  t.same(parseSettings(settings), { settings, faults: [] })
  t.same(parseSettings({}), { settings: {}, faults: [] })
})

t.test('settings that mean nothing are told, each in a sentence', async (t) => {
  t.same(
    parseSettings({
      asOf: '2021-02-30',
      throttling: 'yes',
      colour: 'red',
      rules: {
        'no-such-rule': 'off',
        'required-attribute': 'off',
        'email-primary': 'maybe',
        'put-id': 'off',
      },
    }),
    {
      settings: { rules: { 'put-id': 'off' } },
      faults: [
        'There is no setting colour.',
        'asOf is a day, YYYY-MM-DD.',
        'throttling is true or false.',
        'There is no rule no-such-rule.',
        'The rule required-attribute cannot be switched.',
        'The rule email-primary is set to refuse, warn or off.',
      ],
    },
  )
  t.same(parseSettings([]).faults, ['Settings are a JSON object.'])
  t.same(parseSettings(null).faults, ['Settings are a JSON object.'])
  t.same(parseSettings({ rules: [] }).faults, ['rules is an object of levels by rule id.'])
})

t.test('what is kept of events has its bounds', async (t) => {
  const events = { days: 1, count: 10_000_000, bodyBytes: 0 }
  t.same(parseSettings({ events }), { settings: { events }, faults: [] })
  t.same(parseSettings({ events: {} }), { settings: {}, faults: [] })
  t.same(parseSettings({ events: { days: 0, count: 1.5, bodyBytes: '9', colour: 1 } }), {
    settings: {},
    faults: [
      'events.days is a whole number from 1 to 3650.',
      'events.count is a whole number from 100 to 10000000.',
      'events.bodyBytes is a whole number from 0 to 1048576.',
      'There is no setting events.colour.',
    ],
  })
  for (const none of [[], 5, 'x']) {
    t.same(parseSettings({ events: none }).faults, [
      'events is an object of days, count and bodyBytes.',
    ])
  }
  t.same(parseSettings({ events: { days: 7, count: 1 } }).settings, { events: { days: 7 } })
  t.equal(dialectOf({}, newestEpoch).eventBodyBytes, 65_536)
  t.equal(dialectOf({ events: { bodyBytes: 10 } }, newestEpoch).eventBodyBytes, 10)
})

t.test('a habit of clients cannot be refused', async (t) => {
  t.same(parseSettings({ rules: { 'create-without-look-up': 'refuse' } }).faults, [
    'The rule create-without-look-up is set to warn or off.',
  ])
  t.same(parseSettings({ rules: { 'create-without-look-up': 'off' } }).faults, [])
})

t.test('a rule named like a property of every object is no rule', async (t) => {
  t.same(parseSettings(JSON.parse('{"rules": {"__proto__": "off"}}')).faults, [
    'There is no rule __proto__.',
  ])
})

t.test('a day is one of the calendar', async (t) => {
  t.ok(isEpochDate('2024-02-29'))
  for (const text of ['2023-02-29', '2024-13-01', '2024-1-1', '2024-01-01T00:00', '', 20240101]) {
    t.notOk(isEpochDate(text), String(text))
  }
})
