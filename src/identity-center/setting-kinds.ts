/** The values of a setting: their description, JSON schema, check, and text on a command line. */
export interface SettingKind {
  /** To end the sentence `asOf is …`. */
  readonly expects: string
  /** JSON Schema, 2020-12. */
  readonly schema: Readonly<Record<string, unknown>>
  readonly accepts: (value: unknown) => boolean
  /** The value of a text; the text itself if it is none of the values. */
  readonly fromText: (text: string) => unknown
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export const isEpochDate = (value: unknown): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(value)
  // Date.parse reads 30 February as a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

/** A day of the calendar. */
export const day: SettingKind = {
  expects: 'a day, YYYY-MM-DD',
  schema: { type: 'string', format: 'date' },
  accepts: isEpochDate,
  fromText: (text) => text,
}

const joinWithOr = (words: readonly string[]) =>
  words.length === 1
    ? words.join()
    : `${words.slice(0, -1).join(', ')} or ${words.slice(-1).join()}`

/** One of these. */
export const choice = (...values: readonly (string | boolean)[]): SettingKind => ({
  expects: joinWithOr(
    values.map((value) => (typeof value === 'string' ? `"${value}"` : `${value}`)),
  ),
  schema: { enum: values },
  accepts: (value) => values.some((each) => each === value),
  fromText: (text) => values.find((value) => String(value) === text) ?? text,
})

/** A whole number from `min` to `max`, both included. */
export const wholeNumber = ({
  min,
  max,
}: {
  readonly min: number
  readonly max: number
}): SettingKind => ({
  expects: `a whole number from ${min} to ${max}`,
  schema: { type: 'integer', minimum: min, maximum: max },
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
  fromText: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text),
})
