import { bodyBytesMax } from './limits.ts'

/** What is kept of a store's events: for how many days, how many, and how many bytes of each body. */
export interface EventSettings {
  readonly days: number
  readonly count: number
  readonly bodyBytes: number
}

/** What holds where a store's settings say nothing. */
export const eventDefaults: EventSettings = { days: 30, count: 100_000, bodyBytes: 65_536 }

/** The least and the most that may be set. A body is never longer than what the service reads of it. */
export const eventBounds: Readonly<
  Record<keyof EventSettings, { readonly least: number; readonly most: number }>
> = {
  days: { least: 1, most: 3_650 },
  count: { least: 100, most: 10_000_000 },
  bodyBytes: { least: 0, most: bodyBytesMax },
}

/** What is kept of requests that lead to no store; nobody can set it, and a stranger cannot fill the disk. */
export const unauthenticatedEvents: EventSettings = { days: 30, count: 1_000, bodyBytes: 4_096 }

/** The settings of a store with the defaults for what they leave open. */
export const eventSettingsOf = ({
  events,
}: {
  readonly events?: Partial<EventSettings>
}): EventSettings => ({ ...eventDefaults, ...events })
