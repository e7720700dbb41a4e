import t from 'tap'
import {
  eventBounds,
  eventDefaults,
  eventSettingsOf,
} from '../../src/identity-center/event-settings.ts'

t.test('what settings leave open has a default', async (t) => {
  t.same(eventSettingsOf({}), { days: 30, count: 100_000, bodyBytes: 65_536 })
  t.same(eventSettingsOf({ events: { days: 7 } }), { ...eventDefaults, days: 7 })
})

t.test('the defaults are within the bounds', async (t) => {
  for (const name of ['days', 'count', 'bodyBytes'] as const) {
    const { min, max } = eventBounds[name]
    t.ok(eventDefaults[name] >= min && eventDefaults[name] <= max, name)
  }
})
