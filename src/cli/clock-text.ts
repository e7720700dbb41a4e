import type { ClockView } from '../administration/clock.ts'
import { textPairs } from './print.ts'

const states = {
  real: () => "runs with the machine's",
  moved: ({ offsetSeconds }) =>
    `runs ${Math.abs(offsetSeconds ?? 0)} seconds ${(offsetSeconds ?? 0) < 0 ? 'behind' : 'ahead'}`,
  frozen: () => 'stands still',
} as const satisfies Record<ClockView['state'], (clock: ClockView) => string>

/** A clock for people. */
export const clockText = (clock: ClockView): string =>
  textPairs([
    ['Now', clock.now],
    ['Clock', states[clock.state](clock)],
    ['Can be set', clock.allowed ? 'yes' : 'no: see serve --allow-clock'],
  ])
