import { bodyBytesMax } from './limits.ts'

/** Retention of a store's events: days, number of events, and bytes of each body. */
export interface EventSettings {
  readonly days: number
  readonly count: number
  readonly bodyBytes: number
}

/** Applies where a store has no setting. */
export const eventDefaults: EventSettings = { days: 30, count: 100_000, bodyBytes: 65_536 }

/** The range of each setting. No body is longer than what the service reads. */
export const eventBounds: Readonly<
  Record<keyof EventSettings, { readonly min: number; readonly max: number }>
> = {
  days: { min: 1, max: 3_650 },
  count: { min: 100, max: 10_000_000 },
  bodyBytes: { min: 0, max: bodyBytesMax },
}

/** Retention for requests that belong to no store. Fixed, so that unauthenticated clients cannot fill the disk. */
export const unauthenticatedEvents: EventSettings = { days: 30, count: 1_000, bodyBytes: 4_096 }

/** The settings of a store, with defaults for missing ones. */
export const eventSettingsOf = ({
  events,
}: {
  readonly events?: Partial<EventSettings>
}): EventSettings => ({ ...eventDefaults, ...events })
