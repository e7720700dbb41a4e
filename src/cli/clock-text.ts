import type { ClockView } from '../administration/clock.ts'
import { textPairs } from './print.ts'

const states = {
  real: () => 'system clock',
  moved: ({ offsetSeconds }) =>
    `${Math.abs(offsetSeconds ?? 0)} seconds ${(offsetSeconds ?? 0) < 0 ? 'behind' : 'ahead of'} the system clock`,
  frozen: () => 'frozen',
} as const satisfies Record<ClockView['state'], (clock: ClockView) => string>

/** The clock as names and values. */
export const clockText = (clock: ClockView): string =>
  textPairs([
    ['Now', clock.now],
    ['Clock', states[clock.state](clock)],
    ['Can be set', clock.allowed ? 'yes' : 'no (start the server with --allow-clock)'],
  ])
