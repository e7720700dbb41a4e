import t from 'tap'
import {
  daysLeft,
  listReminders,
  reminderDays,
  reminderPhases,
  tokenState,
} from '../../src/identity-center/token-expiry.ts'

const expiresAt = new Date('2027-01-31T12:00:00.000Z')
const before = (days: number) => new Date(expiresAt.getTime() - days * 86_400_000)

t.test('a token', async (t) => {
  t.test('counts the days that it has left, the last one as a whole', async (t) => {
    t.same(
      [365, 90.5, 90, 1.5, 1, 0.001, 0, -1].map((days) => daysLeft(expiresAt, before(days))),
      [365, 91, 90, 2, 1, 1, 0, 0],
    )
  })

  t.test('is active until 90 days are left, then expiring, and at last expired', async (t) => {
    t.same(
      [365, 90.001, 90, 15, 0.001, 0, -300].map((days) => tokenState(expiresAt, before(days))),
      ['active', 'active', 'expiring', 'expiring', 'expiring', 'expired', 'expired'],
    )
  })
})

t.test('reminders', async (t) => {
  t.test('come weekly, twice a week, three times a week, then daily', async (t) => {
    t.same(reminderDays, [
      ...[90, 83, 76, 69, 62],
      ...[60, 57, 53, 50, 46, 43, 39, 36, 32],
      ...[30, 28, 26, 23, 21, 19, 16],
      ...[15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
    ])
    for (const { from, until, steps } of reminderPhases) {
      const inPhase = reminderDays.filter((day) => day <= from && day > until).length
      const perWeek = (7 * steps.length) / steps.reduce((sum, step) => sum + step)
      t.ok(
        Math.abs(inPhase - ((from - until) * perWeek) / 7) <= 1,
        `${perWeek} a week from ${from}`,
      )
    }
  })

  t.test('come at the hour of the expiry', async (t) => {
    const all = listReminders(expiresAt)
    t.same(all[0], { at: before(90), daysLeft: 90 })
    t.same(all.at(-1), { at: before(1), daysLeft: 1 })
  })
})
