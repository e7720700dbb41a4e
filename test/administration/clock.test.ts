import t from 'tap'
import { settableClock } from '../../src/administration/clock.ts'
import { expectParts } from '../helpers/expect-parts.ts'

const machine = Date.parse('2026-01-31T12:00:00.000Z')
const clockAt = (time: () => number, refusal?: string) => settableClock(refusal, time)

t.test('a clock', async (t) => {
  t.test('runs with the machine until it is set', async (t) => {
    let time = machine
    const clock = clockAt(() => time)
    time += 1000
    t.equal(clock.now().getTime(), time)
    t.same(clock.show(), {
      now: '2026-01-31T12:00:01.000Z',
      state: 'real',
      offsetSeconds: 0,
      frozenAt: null,
      allowed: true,
    })
  })

  t.test('stands still, runs ahead or behind, and is released', async (t) => {
    let time = machine
    const clock = clockAt(() => time)
    const frozen = clock.set({ frozenAt: '2027-01-31T13:00:00+01:00' })
    expectParts(t, frozen, {
      state: 'frozen',
      frozenAt: '2027-01-31T12:00:00.000Z',
      offsetSeconds: null,
    })
    time += 5_000
    t.equal(clock.now().toISOString(), '2027-01-31T12:00:00.000Z')

    expectParts(t, clock.set({ offsetSeconds: 60 }), {
      state: 'moved',
      frozenAt: null,
      offsetSeconds: 60,
    })
    time += 1_000
    t.equal(clock.now().getTime(), time + 60_000)
    clock.set({ offsetSeconds: -0.5 })
    t.equal(clock.now().getTime(), time - 500)

    expectParts(t, clock.set({}), { state: 'real', offsetSeconds: 0 })
    t.equal(clock.now().getTime(), time)
  })

  t.test('is not set to what is no time, and goes on as it did', async (t) => {
    const clock = clockAt(() => machine)
    clock.set({ offsetSeconds: 60 })
    for (const change of [
      { frozenAt: '' },
      { frozenAt: '2026-01-31' },
      { frozenAt: '2026-01-31T12:00:00' },
      { frozenAt: '2026-13-01T12:00:00Z' },
      { frozenAt: '9999-01-01T00:00:00Z' },
      { frozenAt: '1969-12-31T23:59:59Z' },
      { offsetSeconds: 1e15 },
      { offsetSeconds: -1e10 },
      { offsetSeconds: Number.NaN },
      { frozenAt: '2026-01-31T12:00:00Z', offsetSeconds: 1 },
    ]) {
      t.throws(() => clock.set(change), { name: 'AdministrationError', kind: 'invalid' })
      t.equal(clock.now().getTime(), machine + 60_000)
    }
  })

  t.test('is left alone where that is not allowed', async (t) => {
    const clock = clockAt(() => machine, 'No.')
    t.throws(() => clock.set({}), { kind: 'forbidden', message: 'No.' })
    t.equal(clock.show().allowed, false)
  })
})
