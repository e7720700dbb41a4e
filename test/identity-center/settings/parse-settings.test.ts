import t from 'tap'
import { parseSettings } from '../../../src/identity-center/settings/parse-settings.ts'

t.test('valid settings are accepted', async (t) => {
  const settings = { asOf: '2021-08-31', rules: { 'email-primary': 'off' }, throttling: false }
  t.same(parseSettings(settings), { settings, errors: [] })
  t.same(parseSettings({}), { settings: {}, errors: [] })
})

t.test('each invalid setting has a sentence about it', async (t) => {
  t.same(
    parseSettings({
      asOf: '2021-02-30',
      throttling: 'yes',
      colour: 'red',
      rules: {
        'no-such-rule': 'off',
        'attribute-required': 'off',
        'email-primary': 'maybe',
        'put-id-matches': 'off',
      },
    }),
    {
      settings: { rules: { 'put-id-matches': 'off' } },
      errors: [
        'asOf is a day, YYYY-MM-DD.',
        'throttling is true, false, "2021" or "now".',
        'There is no setting colour.',
        'There is no rule no-such-rule.',
        'The rule attribute-required cannot be switched.',
        'The rule email-primary is set to refuse, warn or off.',
      ],
    },
  )
  t.same(parseSettings([]).errors, ['Settings are a JSON object.'])
  t.same(parseSettings(null).errors, ['Settings are a JSON object.'])
  t.same(parseSettings({ rules: [] }).errors, ['rules is an object of levels by rule id.'])
})

t.test('the retention of events has its bounds', async (t) => {
  const events = { days: 1, count: 10_000_000, bodyBytes: 0 }
  t.same(parseSettings({ events }), { settings: { events }, errors: [] })
  t.same(parseSettings({ events: {} }), { settings: {}, errors: [] })
  t.same(parseSettings({ events: { days: 0, count: 1.5, bodyBytes: '9', colour: 1 } }), {
    settings: {},
    errors: [
      'events.days is a whole number from 1 to 3650.',
      'events.count is a whole number from 100 to 10000000.',
      'events.bodyBytes is a whole number from 0 to 1048576.',
      'There is no setting events.colour.',
    ],
  })
  for (const none of [[], 5, 'x']) {
    t.same(parseSettings({ events: none }).errors, [
      'events is an object of days, count and bodyBytes.',
    ])
  }
  t.same(parseSettings({ events: { days: 7, count: 1 } }).settings, { events: { days: 7 } })
})

t.test('client behavior cannot be refused', async (t) => {
  t.same(parseSettings({ rules: { 'client-look-up-before-create': 'refuse' } }).errors, [
    'The rule client-look-up-before-create is set to warn or off.',
  ])
  t.same(parseSettings({ rules: { 'client-look-up-before-create': 'off' } }).errors, [])
})

t.test('a rule named like a property of every object is no rule', async (t) => {
  t.same(parseSettings(JSON.parse('{"rules": {"__proto__": "off"}}')).errors, [
    'There is no rule __proto__.',
  ])
})

t.test('every setting has its values', async (t) => {
  const all = {
    asOf: '2024-04-05',
    strict: true,
    rules: { 'put-id-matches': 'warn' },
    throttling: '2021',
    quotas: { users: 10, groups: 0 },
    errorDetail: 'explained',
    events: { days: 7 },
  }
  t.same(parseSettings(all), { settings: all, errors: [] })
  t.same(
    parseSettings({
      strict: 'true',
      throttling: 2021,
      quotas: { users: -1, groups: 1.5, people: 3 },
      errorDetail: 'long',
      'quotas.users': 3,
      constructor: 1,
    }),
    {
      settings: {},
      errors: [
        'strict is true or false.',
        'throttling is true, false, "2021" or "now".',
        'quotas.users is a whole number from 0 to 10000000.',
        'quotas.groups is a whole number from 0 to 10000000.',
        'There is no setting quotas.people.',
        'errorDetail is "aws", "generic" or "explained".',
        'There is no setting quotas.users.',
        'There is no setting constructor.',
      ],
    },
  )
  t.same(parseSettings({ quotas: 5 }).errors, ['quotas is an object of users and groups.'])
})
