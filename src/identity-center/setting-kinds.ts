/** What values a setting has: for its sentences, its JSON schema, its check, and its text on a command line. */
export interface SettingKind {
  /** To end the sentence `asOf is …`. */
  readonly expects: string
  /** JSON Schema, 2020-12. */
  readonly schema: Readonly<Record<string, unknown>>
  readonly accepts: (value: unknown) => boolean
  /** The value that a text stands for; the text itself where it stands for none. */
  readonly fromText: (text: string) => unknown
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export const isEpochDate = (value: unknown): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(value)
  // 30 February is taken for a day in March.
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

/** A whole number, these two included. */
export const wholeNumber = ({
  least,
  most,
}: {
  readonly least: number
  readonly most: number
}): SettingKind => ({
  expects: `a whole number from ${least} to ${most}`,
  schema: { type: 'integer', minimum: least, maximum: most },
  accepts: (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  fromText: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text),
})
