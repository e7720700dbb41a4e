import t from 'tap'
import { choice, day, isEpochDate, wholeNumber } from '../../src/identity-center/setting-kinds.ts'

t.test('a day is one of the calendar', async (t) => {
  t.ok(isEpochDate('2024-02-29'))
  for (const text of ['2023-02-29', '2024-13-01', '2024-1-1', '2024-01-01T00:00', '', 20240101]) {
    t.notOk(isEpochDate(text), String(text))
  }
})

t.test('a text stands for the value that it names, or for itself', async (t) => {
  const throttling = choice(true, false, '2021')
  t.same(['true', 'false', '2021', 'no'].map(throttling.fromText), [true, false, '2021', 'no'])
  const number = wholeNumber({ min: 0, max: 10 })
  t.same(['0', '10', '11', '-1', 'x', ''].map(number.fromText), [0, 10, 11, '-1', 'x', ''])
  t.equal(day.fromText('2024-04-05'), '2024-04-05')
})
