import { isTenantId } from '../identity-center/identifiers.ts'
import { isEpochDate } from '../identity-center/setting-kinds.ts'

/* Each gives the value that a text stands for, or undefined when it stands for none. */

/** One of these words. */
export const oneOf =
  <const Value extends string>(values: readonly Value[]) =>
  (text: string): Value | undefined =>
    values.find((value) => value === text)

/** A whole number from 0 to this one. */
export const wholeNumber = (max: number) => (text: string) =>
  /^\d{1,9}$/.test(text) && Number(text) <= max ? Number(text) : undefined

/** Anything but nothing. */
export const nonEmptyText = (text: string) => (text.trim() === '' ? undefined : text)

/** What this pattern describes. */
export const matchPattern = (pattern: RegExp) => (text: string) =>
  pattern.test(text) ? text : undefined

/** A host name or an IP address, the brackets of an IPv6 address taken off. */
export const parseHost = (text: string) =>
  matchPattern(/^[A-Za-z0-9.:%_-]+$/)(text.replace(/^\[(.*)\]$/, '$1'))

/** An address that paths can be put after: no slash at its end, no query, nobody's name in it. */
export const parsePublicUrl = (text: string) => {
  if (!URL.canParse(text)) return undefined
  const { protocol, search, hash, username, href } = new URL(text)
  const isPlain = search === '' && hash === '' && username === ''
  return isPlain && /^https?:$/.test(protocol) ? href.replace(/\/+$/, '') : undefined
}

/** The address of a PostgreSQL database. */
export const parseDatabaseUrl = (text: string) =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) ? text : undefined

/** A day, as in 2024-04-26. */
export const parseDate = (text: string) => (isEpochDate(text) ? text : undefined)

/** A tenant id, as in 11111111111-2222-3333-4444-555555555555. */
export const parseTenantId = (text: string) => (isTenantId(text) ? text : undefined)

/** The words true and false. */
export const parseSwitch = (text: string) => ({ true: true, false: false })[text]
