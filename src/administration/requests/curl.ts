import { parseArgs } from 'node:util'
import { encodeUtf8 } from '../../lib/utf8.ts'
import { parseAddress, requestTitle } from './address.ts'
import { curlOptions } from './curl-options.ts'
import type { RequestReading, SampleRequest } from './sample-request.ts'
import { type Command, shellCommands } from './shell-words.ts'

/** Raw data is the only one in which an @ names no file. */
const dataOptions = ['data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json']
const elsewhere = ['form', 'upload-file', 'config']

/** Nobody writes longer commands, or as many: reading them would keep everybody else waiting. */
const wordsMax = 1_000
const commandsMax = 1_000

/** curl names itself where nobody names it. */
const ownUserAgent = 'curl'

type Option = { readonly name: string; readonly rawName: string; readonly value: string }

/** `name=content`, `=content` or `content`: only the content is encoded. */
const urlEncoded = (value: string): string => {
  const equals = value.indexOf('=')
  const name = equals > 0 ? `${value.slice(0, equals)}=` : ''
  return name + encodeURIComponent(value.slice(equals + 1))
}

const namesFile = ({ name, value }: Option): boolean =>
  name === 'data-urlencode'
    ? /^[^=]*@/.test(value)
    : dataOptions.includes(name) && name !== 'data-raw' && value.startsWith('@')

const dataOf = (given: readonly Option[]): string | undefined => {
  const data = given.filter(({ name }) => dataOptions.includes(name))
  if (data.length === 0) return undefined
  return data.reduce((whole, { name, value }, index) => {
    const separator = index === 0 || name === 'json' ? '' : '&'
    return whole + separator + (name === 'data-urlencode' ? urlEncoded(value) : value)
  }, '')
}

const userAgentOf = (given: readonly Option[]): string => {
  const header = given
    .filter(({ name }) => name === 'header')
    .map(({ value }) => /^user-agent\s*[:;](.*)$/is.exec(value)?.[1]?.trim())
    .findLast((value) => value !== undefined)
  return header ?? given.findLast(({ name }) => name === 'user-agent')?.value ?? ownUserAgent
}

const error = (sentence: string) => ({ fault: sentence })

const requestOf = (words: Command): SampleRequest | { readonly fault: string } => {
  if (words.length > wordsMax) {
    return error(`A curl command of more than ${wordsMax} words is not read.`)
  }
  const { tokens } = parseArgs({
    args: [...words],
    options: curlOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given: Option[] = []
  const addresses: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') addresses.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName } = token
    if (token.value === undefined && Reflect.get(curlOptions, name)?.type === 'string') {
      return error(`curl wants something after ${rawName}, and there is nothing.`)
    }
    if (name === 'url') addresses.push(token.value ?? '')
    else given.push({ name, rawName, value: token.value ?? '' })
  }

  const other = given.find(({ name }) => elsewhere.includes(name))
  if (other !== undefined) {
    return error(`${other.rawName} is not understood here; give the body with --data-raw.`)
  }
  const file = given.find(namesFile)
  if (file !== undefined) {
    return error(
      `${file.rawName} ${file.value} names a file, and no file is read from a command; put its content in the place of ${file.value}, or give the file itself with --operation.`,
    )
  }
  const [typed, ...more] = addresses
  if (typed === undefined) return error('The curl command names no address.')
  if (more.length > 0) {
    return error(
      `The curl command seems to name several addresses: ${addresses.join(' and ')}; leave one, and quote what holds spaces.`,
    )
  }
  const address = parseAddress(typed)
  if (address === undefined) {
    return error(
      `The address ${typed} holds no /scim/v2; every SCIM endpoint ends in /{tenant id}/scim/v2.`,
    )
  }
  return assemble(given, address)
}

const assemble = (
  given: readonly Option[],
  address: { readonly path: string; readonly query: string },
): SampleRequest => {
  const has = (name: string) => given.some((option) => option.name === name)
  const data = dataOf(given)
  const isQuery = has('get')
  const query =
    isQuery && data !== undefined
      ? [address.query, data].filter((part) => part !== '').join('&')
      : address.query
  const body = isQuery ? undefined : data
  const usual = has('head') ? 'HEAD' : body === undefined ? 'GET' : 'POST'
  const method = given.findLast(({ name }) => name === 'request')?.value ?? usual
  const userAgent = userAgentOf(given)
  return {
    method,
    path: address.path,
    query,
    ...(userAgent !== '' && { userAgent }),
    body: encodeUtf8(body ?? ''),
    title: requestTitle(method, { path: address.path, query }),
  }
}

/** Whether a text begins as a curl command does, a prompt before it or not. */
export const isCurlText = (text: string): boolean => /^\s*(?:[$%>]\s+)?curl(?:\.exe)?\s/.test(text)

/** A `$` at the beginning of a line is a prompt, copied along. */
const commandWords = (command: Command): Command | undefined => {
  const [first = '', ...rest] = command
  const [program, ...words] = ['$', '%'].includes(first) ? rest : command
  return program === 'curl' || program === 'curl.exe' ? words : undefined
}

/** The requests of curl command lines; other commands between them and behind pipes are passed over. */
export const requestsFromCurl = (script: string): RequestReading => {
  const commands = shellCommands(script)
  if (commands === undefined) {
    return error('A quotation mark of the curl command is opened and never closed.')
  }
  if (commands.length > commandsMax) {
    return error(`A text of more than ${commandsMax} commands is not read.`)
  }
  const requests: SampleRequest[] = []
  for (const command of commands) {
    const words = commandWords(command)
    if (words === undefined) continue
    const request = requestOf(words)
    if ('fault' in request) return request
    requests.push(request)
  }
  return { requests }
}
