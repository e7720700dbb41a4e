import { latin1 } from './redact-json.ts'

/*
 * People paste secrets where they have no business: into a URL, a user agent, a name. Those that this server gives are
 * random and of known lengths, so that they can be told from what else a request has in it. Each character of one is
 * overwritten, as with passwords, so that JSON stays JSON and the length tells what was sent.
 */

/**
 * What secrets are written with, here and there escaped: for URLs, in JSON pointers, and for JSON by programs that
 * escape more than they must.
 */
const run = /(?:[\w+/-]|%2[bf]|~1|\\\/|\\u002[bf]){40,}/gi
const unit = /%2[bf]|~1|\\\/|\\u002[bf]|./gi
/** Whatever else is escaped in a URL stands between texts. */
const otherEscape = /%(?!2[bf])[\da-f]{2}/gi

/** Of the secret of an access key: 30 bytes in base64. */
const keyLength = 40

/** Whether a text may hold a secret at all; most do not. */
const keyword = /(?:^|[^\w-])[\w-]{43}|(?:^|[^A-Za-z\d+/%\\~])[A-Za-z\d+/%\\~]{40}/

const isInRun = Array.from({ length: 128 }, (_, unit) =>
  /[\w+/%\\~-]/.test(String.fromCharCode(unit)),
)

/** Whether so many characters of such a kind stand in a row: only every so manieth has to be looked at. */
const hasRun = (text: string): boolean => {
  for (let at = keyLength - 1; at < text.length; ) {
    let start = at
    while (start >= 0 && at - start < keyLength && isInRun[text.charCodeAt(start)]) start -= 1
    if (at - start === keyLength) return true
    at = start + keyLength
  }
  return false
}

/** The lengths of access tokens; there may be some of a path before one. Longer texts are pictures and the like. */
const tokenLengths = { least: 500, most: 800 } as const
/** The longest of them, every character escaped. */
const runLengthMax = tokenLengths.most * '\\u002b'.length
/** Of the admin token, of sessions and links: 32 bytes in base64 for URLs. */
const secretLength = 43

/** Whether a text looks like chance: names have fewer capitals, words and hexadecimal digits fewer characters. */
const isRandom = (text: string, distinctMin: number): boolean =>
  /[a-z]/.test(text) && /(?:[A-Z][^A-Z]*){5}/.test(text) && new Set(text).size >= distinctMin

/** The parts of a run that are secrets, by the places of its characters. */
const secretsIn = (text: string): readonly (readonly [start: number, end: number])[] => {
  const { least, most } = tokenLengths
  if (text.length >= least) {
    return text.length <= most && isRandom(text, 40) ? [[0, text.length]] : []
  }
  // A key may have slashes in it, and stand between those of a path.
  for (let start = 0; start + keyLength <= text.length; start += 1) {
    const end = start + keyLength
    const stands = (start === 0 || text[start - 1] === '/') && (text[end] ?? '/') === '/'
    if (!stands) continue
    const key = text.slice(start, end)
    if (!/[_-]/.test(key) && isRandom(key, 20)) return [[start, end]]
  }
  return Array.from(text.matchAll(/[\w-]+/g))
    .filter(([part]) => part.length === secretLength && isRandom(part, 20))
    .map(({ 0: part, index }) => [index, index + part.length])
}

/** Where secrets stand in a text. */
const placesIn = (text: string): readonly (readonly [start: number, end: number])[] => {
  if (!hasRun(text) || !keyword.test(text)) return []
  return Array.from(text.replace(otherEscape, '%%%').matchAll(run)).flatMap(
    ({ 0: found, index }) => {
      if (found.length > runLengthMax) return []
      const end = index + found.length
      if (text[end] === '…' && isRandom(found, 30)) return [[index, end] as const] // cut where it is quoted
      const units = Array.from(found.matchAll(unit))
      const plain = units.map(([each]) =>
        each.length === 1 ? each : /2b$/i.test(each) ? '+' : '/',
      )
      const placeOf = (at: number) => index + (units[at]?.index ?? found.length)
      return secretsIn(plain.join('')).map(
        ([start, end]) => [placeOf(start), placeOf(end)] as const,
      )
    },
  )
}

/** A text without the secrets of this server that stand in it. */
export const redactSecrets = (text: string): string =>
  placesIn(text).reduce(
    (redacted, [start, end]) =>
      redacted.slice(0, start) + '*'.repeat(end - start) + redacted.slice(end),
    text,
  )

/** The same for bytes, whatever they encode. */
export const redactSecretBytes = (body: Uint8Array): Uint8Array => {
  const places = placesIn(latin1(body))
  if (places.length === 0) return body
  const redacted = Uint8Array.from(body)
  for (const [start, end] of places) redacted.fill(0x2a, start, end)
  return redacted
}
