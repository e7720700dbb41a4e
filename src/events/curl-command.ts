import { bodyBytes, bodyText, brokenByte } from './body-text.ts'
import type { EventView } from './event-view.ts'

/** What cannot be seen, or turns a line around: nobody should paste it unseen. A plain space and a line end are no surprise. */
const unseen = /[\p{C}\p{Z}]/gu
const isPlain = (text: string): boolean => !text.replaceAll(/[ \n]/g, '').match(unseen)

const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`

const escapedCharacter = (character: string): string => {
  if (character === ' ') return character
  if (character === '\n') return '\\n'
  const byte = brokenByte(character)
  return byte === undefined ? Array.from(Buffer.from(character), hex).join('') : hex(byte)
}

/** A word of a command line for bash or zsh, taken as it is: nothing in it is expanded, nor ends it. */
export const shellWord = (text: string): string => {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  if (isPlain(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text
    .replaceAll(/[\\'!]/g, (character) => (character === '!' ? hex(0x21) : `\\${character}`))
    .replaceAll(unseen, escapedCharacter)
  return `$'${escaped}'`
}

/** A word has no NUL in it, and Linux takes none longer than 128 KiB. */
const fitsWord = (text: string): boolean => !text.includes('\0') && text.length < 30_000

const percentEncoded = (target: string): string =>
  target.replaceAll(/[^\x21-\x7e]|#/gu, (character) =>
    Array.from(
      Buffer.from(character),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  )

const lines = (text: string): readonly string[] => text.match(/.{1,76}/g) ?? []

/**
 * A command that sends the request of an event again to the server at this origin, with `$TOKEN` for the token.
 * Undefined where it cannot be the same: of the body only the beginning was kept.
 */
export const curlCommand = ({ request }: EventView, origin: string): string | undefined => {
  const { method, path, query, userAgent, bodyBytes: sentBytes } = request
  if (sentBytes !== undefined) return undefined
  const target = percentEncoded(query === '' ? path : `${path}?${query}`)
  const body = bodyText(request)
  const inWord = body !== null && fitsWord(body)
  const options = [
    method === 'HEAD' ? '--head' : `--request ${shellWord(method)}`,
    '--path-as-is --globoff',
    '--header "Authorization: Bearer $TOKEN"',
    userAgent === null
      ? "--header 'User-Agent:'"
      : `--header ${shellWord(userAgent === '' ? 'User-Agent;' : `User-Agent: ${userAgent}`)}`,
    ...(body === null
      ? []
      : [
          "--header 'Content-Type: application/scim+json'",
          inWord ? `--data-raw ${shellWord(body)}` : '--data-binary @-',
        ]),
  ]
  const command = [
    'curl --include --silent --show-error',
    ...options,
    shellWord(`${origin}${target}`),
  ]
    .map((part, index) => (index === 0 ? part : `  ${part}`))
    .join(' \\\n')
  if (body === null || inWord) return command
  const encoded = lines(Buffer.from(bodyBytes(body)).toString('base64')).join('\n')
  return `base64 --decode <<'BODY' |\n${encoded}\nBODY\n${command}`
}
