import t from 'tap'
import { behaviors, behaviorsAt } from '../../src/identity-center/behaviors.ts'
import { newestEpoch } from '../../src/identity-center/dialect.ts'
import { isEpochDate } from '../../src/identity-center/setting-kinds.ts'

t.test('today is the newest variant of everything', async (t) => {
  t.same(behaviorsAt(newestEpoch), {
    errorEnvelope: 'schema-and-schemas',
    errorTexts: 'specific',
    lists: { pageSize: 100, cursors: true },
    resourceIds: 'bare',
    replaceMembers: 'refuse',
    replaceMembersByNothing: 'refuse',
    removeAllMembers: 'refuse',
    quotas: { users: 200_000, groups: 100_000 },
    rates: { writes: 25, reads: 40 },
  })
})

t.test('August 2021 is what the guide of that month says', async (t) => {
  t.same(behaviorsAt('2021-08-31'), {
    errorEnvelope: 'schema',
    errorTexts: 'generic',
    lists: { pageSize: 50, cursors: false },
    resourceIds: 'prefixed',
    replaceMembers: 'replace',
    replaceMembersByNothing: 'clear',
    removeAllMembers: 'clear',
    quotas: { users: 50_000, groups: 10_000 },
    rates: { writes: 20, reads: 20 },
  })
})

t.test('each change happens on its day', async (t) => {
  const changes = [
    ['errorEnvelope', '2022-03-17', '2022-03-18', 'schema', 'schema-and-schemas'],
    ['errorTexts', '2024-11-30', '2024-12-01', 'generic', 'specific'],
    ['resourceIds', '2021-12-31', '2022-01-01', 'prefixed', 'bare'],
    ['replaceMembers', '2025-12-31', '2026-01-01', 'replace', 'refuse'],
    ['replaceMembersByNothing', '2024-03-31', '2024-04-01', 'clear', 'no-effect'],
    ['replaceMembersByNothing', '2025-12-31', '2026-01-01', 'no-effect', 'refuse'],
    ['removeAllMembers', '2025-12-31', '2026-01-01', 'clear', 'refuse'],
  ] as const
  for (const [name, dayBefore, day, old, young] of changes) {
    t.equal(behaviorsAt(dayBefore)[name], old, `${name} before ${day}`)
    t.equal(behaviorsAt(day)[name], young, `${name} on ${day}`)
  }
  t.equal(behaviorsAt('2025-08-31').lists.cursors, false)
  t.equal(behaviorsAt('2025-09-01').lists.cursors, true)
  t.same(behaviorsAt('2019-11-30').quotas, { users: 500, groups: 100 })
  t.same(behaviorsAt('2019-12-01').quotas, { users: 50_000, groups: 10_000 })
  t.same(behaviorsAt('2022-10-28').quotas, { users: 100_000, groups: 100_000 })
})

t.test('variants are dated, oldest first, and all of them can be chosen', async (t) => {
  for (const [name, { variants }] of Object.entries(behaviors)) {
    const [, ...later] = variants
    const days = later.map(({ since }) => since)
    t.ok(days.every(isEpochDate), name)
    t.same(days, [...new Set(days)].sort(), name)
    t.ok(
      days.every((day) => day <= newestEpoch),
      name,
    )
  }
})
