import { latin1 } from './redact-json.ts'

/*
 * Secrets end up in URLs, user agents and names by mistake. Those of this server are random texts of known lengths, which
 * tells them from other texts of a request. Each character is overwritten, as in passwords, so that JSON stays JSON.
 */

/** Characters of secrets, possibly escaped: for URLs, in JSON pointers, or for JSON by programs that escape too much. */
const runPattern = /(?:[\w+/-]|%2[bf]|~1|\\\/|\\u002[bf]){40,}/gi
const unitPattern = /%2[bf]|~1|\\\/|\\u002[bf]|./gi
/** Other escapes of URLs separate texts. */
const otherEscape = /%(?!2[bf])[\da-f]{2}/gi

/** The secret of an access key: 30 bytes in base64. */
const accessKeyLength = 40

/** Matches any text that may contain a secret; most do not. */
const secretPattern = /(?:^|[^\w-])[\w-]{43}|(?:^|[^A-Za-z\d+/%\\~])[A-Za-z\d+/%\\~]{40}/

const isRunUnit = Array.from({ length: 128 }, (_, unit) =>
  /[\w+/%\\~-]/.test(String.fromCharCode(unit)),
)

/** Whether 40 characters of secrets occur in a row. Fast: only every 40th character of most texts is read. */
const hasRun = (text: string): boolean => {
  for (let at = accessKeyLength - 1; at < text.length; ) {
    let start = at
    while (start >= 0 && at - start < accessKeyLength && isRunUnit[text.charCodeAt(start)])
      start -= 1
    if (at - start === accessKeyLength) return true
    at = start + accessKeyLength
  }
  return false
}

/** The lengths of access tokens, possibly after a part of a path. Longer texts are photos and the like. */
const tokenLengths = { least: 500, most: 800 } as const
/** The longest access token with every character escaped. */
const runLengthMax = tokenLengths.most * '\\u002b'.length
/** The admin token, sessions and links: 32 bytes in base64url. */
const secretLength = 43

/** Whether a text looks random: names have fewer capitals, words and hexadecimal numbers fewer distinct characters. */
const isRandom = (text: string, distinctMin: number): boolean =>
  /[a-z]/.test(text) && /(?:[A-Z][^A-Z]*){5}/.test(text) && new Set(text).size >= distinctMin

/** The ranges of a run, in its unescaped characters, that are secrets. */
const findSecretsInRun = (text: string): readonly (readonly [start: number, end: number])[] => {
  const { least, most } = tokenLengths
  if (text.length >= least) {
    return text.length <= most && isRandom(text, 40) ? [[0, text.length]] : []
  }
  // The secret of an access key may contain slashes, and be between those of a path.
  for (let start = 0; start + accessKeyLength <= text.length; start += 1) {
    const end = start + accessKeyLength
    const isDelimited = (start === 0 || text[start - 1] === '/') && (text[end] ?? '/') === '/'
    if (!isDelimited) continue
    const key = text.slice(start, end)
    if (!/[_-]/.test(key) && isRandom(key, 20)) return [[start, end]]
  }
  return Array.from(text.matchAll(/[\w-]+/g))
    .filter(([part]) => part.length === secretLength && isRandom(part, 20))
    .map(({ 0: part, index }) => [index, index + part.length])
}

/** The ranges of a text that are secrets. */
const findSecrets = (text: string): readonly (readonly [start: number, end: number])[] => {
  if (!hasRun(text) || !secretPattern.test(text)) return []
  return Array.from(text.replace(otherEscape, '%%%').matchAll(runPattern)).flatMap(
    ({ 0: found, index }) => {
      if (found.length > runLengthMax) return []
      const end = index + found.length
      if (text[end] === '…' && isRandom(found, 30)) return [[index, end] as const] // truncated by a quotation
      const units = Array.from(found.matchAll(unitPattern))
      const plain = units.map(([each]) =>
        each.length === 1 ? each : /2b$/i.test(each) ? '+' : '/',
      )
      const placeOf = (at: number) => index + (units[at]?.index ?? found.length)
      return findSecretsInRun(plain.join('')).map(
        ([start, end]) => [placeOf(start), placeOf(end)] as const,
      )
    },
  )
}

/** Overwrites the secrets of this server in a text. */
export const redactSecrets = (text: string): string =>
  findSecrets(text).reduce(
    (redacted, [start, end]) =>
      redacted.slice(0, start) + '*'.repeat(end - start) + redacted.slice(end),
    text,
  )

/** The same for bytes of any encoding. */
export const redactSecretBytes = (body: Uint8Array): Uint8Array => {
  const places = findSecrets(latin1(body))
  if (places.length === 0) return body
  const redacted = Uint8Array.from(body)
  for (const [start, end] of places) redacted.fill(0x2a, start, end)
  return redacted
}
