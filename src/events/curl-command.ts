import { bodyBytes, bodyText, invalidByte } from './body-text.ts'
import type { EventView } from './event-view.ts'

/** Characters that are invisible or change the direction of a line: a command must show what it does when it is pasted. */
const invisible = /[\p{C}\p{Z}]/gu
const isPlain = (text: string): boolean => !text.replaceAll(/[ \n]/g, '').match(invisible)

const hexEscape = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`

const escapeCharacter = (character: string): string => {
  if (character === ' ') return character
  if (character === '\n') return '\\n'
  const byte = invalidByte(character)
  return byte === undefined
    ? Array.from(Buffer.from(character), hexEscape).join('')
    : hexEscape(byte)
}

/** Quotes a word for bash or zsh, so that nothing in it is expanded. Invisible characters are escaped. */
export const quoteForShell = (text: string): string => {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  if (isPlain(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text
    .replaceAll(/[\\'!]/g, (character) => (character === '!' ? hexEscape(0x21) : `\\${character}`))
    .replaceAll(invisible, escapeCharacter)
  return `$'${escaped}'`
}

/** Whether a text can be a word of a command line: without NUL, and shorter than the 128 KiB of Linux. */
const fitsWord = (text: string): boolean => !text.includes('\0') && text.length < 30_000

const percentEncode = (target: string): string =>
  target.replaceAll(/[^\x21-\x7e]|#/gu, (character) =>
    Array.from(
      Buffer.from(character),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  )

const wrapLines = (text: string): readonly string[] => text.match(/.{1,76}/g) ?? []

/**
 * A command that sends the request of an event again to the server at this origin, with `$TOKEN` for the token.
 * Undefined where the event does not have the whole body.
 */
export const curlCommand = ({ request }: EventView, origin: string): string | undefined => {
  const { method, path, query, userAgent, bodyBytes: sentBytes } = request
  if (sentBytes !== undefined) return undefined
  const target = percentEncode(query === '' ? path : `${path}?${query}`)
  const body = bodyText(request)
  const isQuoted = body !== null && fitsWord(body)
  const options = [
    method === 'HEAD' ? '--head' : `--request ${quoteForShell(method)}`,
    '--path-as-is --globoff',
    '--header "Authorization: Bearer $TOKEN"',
    userAgent === null
      ? "--header 'User-Agent:'"
      : `--header ${quoteForShell(userAgent === '' ? 'User-Agent;' : `User-Agent: ${userAgent}`)}`,
    ...(body === null
      ? []
      : [
          "--header 'Content-Type: application/scim+json'",
          isQuoted ? `--data-raw ${quoteForShell(body)}` : '--data-binary @-',
        ]),
  ]
  const command = [
    'curl --include --silent --show-error',
    ...options,
    quoteForShell(`${origin}${target}`),
  ]
    .map((part, index) => (index === 0 ? part : `  ${part}`))
    .join(' \\\n')
  if (body === null || isQuoted) return command
  const encoded = wrapLines(Buffer.from(bodyBytes(body)).toString('base64')).join('\n')
  return `base64 --decode <<'BODY' |\n${encoded}\nBODY\n${command}`
}
