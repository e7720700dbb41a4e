const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** How far a moment is away, in words: `3 minutes ago`, `in 2 months`. */
export const awayFrom = (now: Date, moment: Date): string => {
  const seconds = Math.round((moment.getTime() - now.getTime()) / 1_000)
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  }
  return words.format(seconds, 'second')
}

/** `2026-01-31 12:00:00 UTC`; a script shows the clock of whoever looks at it when the pointer rests on it. */
export const Moment = ({
  at,
  now,
}: {
  /** As RFC 3339 has it. */
  readonly at: string
  /** With it: how far away that is; without it the moment itself. */
  readonly now?: Date
}) => {
  const exact = `${at.slice(0, 19).replace('T', ' ')} UTC`
  return (
    <time dateTime={at} title={exact}>
      {now === undefined ? exact : awayFrom(now, new Date(at))}
    </time>
  )
}
