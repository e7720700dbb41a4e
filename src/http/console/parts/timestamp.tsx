const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** Formats a time relative to now: `3 minutes ago`, `in 2 months`. */
export const relativeTime = (now: Date, time: Date): string => {
  const seconds = Math.round((time.getTime() - now.getTime()) / 1_000)
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return relativeFormat.format(Math.trunc(seconds / size), unit)
  }
  return relativeFormat.format(seconds, 'second')
}

/** A time such as `2026-01-31 12:00:00 UTC`. With JavaScript, its tooltip shows the local time. */
export const Timestamp = ({
  at,
  now,
}: {
  /** In the format of RFC 3339. */
  readonly at: string
  /** With it, the time is shown relative to now. */
  readonly now?: Date
}) => {
  const exact = `${at.slice(0, 19).replace('T', ' ')} UTC`
  return (
    <time dateTime={at} title={exact}>
      {now === undefined ? exact : relativeTime(now, new Date(at))}
    </time>
  )
}
