import { isTenantId } from '../identity-center/identifiers.ts'
import { isEpochDate } from '../identity-center/setting-kinds.ts'

/* Each parser returns the value of a text, or undefined if the text is invalid. */

/** One of these values. */
export const oneOf =
  <const Value extends string>(allowed: readonly Value[]) =>
  (text: string): Value | undefined =>
    allowed.find((value) => value === text)

/** A whole number from 0 to `max`, in at most 9 digits. */
export const wholeNumber = (max: number) => (text: string) =>
  /^\d{1,9}$/.test(text) && Number(text) <= max ? Number(text) : undefined

/** Any text that is not blank. */
export const nonEmptyText = (text: string) => (text.trim() === '' ? undefined : text)

/** A text that matches this pattern. */
export const matchPattern = (pattern: RegExp) => (text: string) =>
  pattern.test(text) ? text : undefined

/** A host name or an IP address. The brackets of an IPv6 address are removed. */
export const parseHost = (text: string) =>
  matchPattern(/^[A-Za-z0-9.:%_-]+$/)(text.replace(/^\[(.*)\]$/, '$1'))

/** An http or https URL to append paths to: without query, fragment and credentials. Trailing slashes are removed. */
export const parsePublicUrl = (text: string) => {
  if (!URL.canParse(text)) return undefined
  const { protocol, search, hash, username, href } = new URL(text)
  const isPlain = search === '' && hash === '' && username === ''
  return isPlain && /^https?:$/.test(protocol) ? href.replace(/\/+$/, '') : undefined
}

/** The URL of a PostgreSQL database. */
export const parseDatabaseUrl = (text: string) =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) ? text : undefined

/** A date such as 2024-04-26. */
export const parseDate = (text: string) => (isEpochDate(text) ? text : undefined)

/** A tenant id such as 11111111111-2222-3333-4444-555555555555. */
export const parseTenantId = (text: string) => (isTenantId(text) ? text : undefined)

/** The words true and false. */
export const parseSwitch = (text: string) => ({ true: true, false: false })[text]
