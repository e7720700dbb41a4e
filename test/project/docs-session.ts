import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IdentityCenter } from '../../src/index.ts'
import { flagsFor } from '../helpers/administering.ts'
import { command } from '../helpers/fake-terminal.ts'

/** The words of a command line, quotes taken off and variables filled in where the shell would. */
const wordsOf = (command: string, variables: Readonly<Record<string, string>>): string[] => {
  const filled = (text: string) => text.replace(/\$(\w+)/g, (_, name) => variables[name] ?? '')
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []
  return words.map((word) =>
    word.replace(/'([^']*)'|"([^"]*)"|[^'"]+/g, (part, single, double) =>
      single === undefined ? filled(double ?? part) : single,
    ),
  )
}

interface Curl {
  method: string | undefined
  url: URL
  headers: Record<string, string>
  body: string | undefined
  showHeaders: boolean
}

/** What curl would send, as far as the documentation uses it. */
const parseCurl = (words: string[]): Curl => {
  const curl: Curl = {
    method: undefined,
    url: new URL('http://unknown'),
    headers: { accept: '*/*', 'user-agent': 'curl/8.0.0' },
    body: undefined,
    showHeaders: false,
  }
  const query: string[] = []
  const next = () => words.shift() ?? ''
  for (let word = next(); word !== ''; word = next()) {
    if (word === '-s') continue
    if (word === '-i') curl.showHeaders = true
    else if (word === '-A') curl.headers['user-agent'] = next()
    else if (word === '-X') curl.method = next()
    else if (word === '-G') curl.method = 'GET'
    else if (word === '-H') {
      const [name = '', value = ''] = next().split(': ')
      curl.headers[name.toLowerCase()] = value
    } else if (word === '-d') curl.body = next()
    else if (word === '--data-urlencode') query.push(next())
    else if (word.startsWith('http')) curl.url = new URL(word)
    else throw new Error(`the documentation runs curl with ${word}`)
  }
  for (const pair of query) {
    const at = pair.indexOf('=')
    curl.url.searchParams.append(pair.slice(0, at), pair.slice(at + 1))
  }
  return curl
}

const run = ({ method, url, headers, body, showHeaders }: Curl): Promise<string> =>
  new Promise((resolve, reject) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' } // what curl says by itself
    const sent = request(
      url,
      {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: body === undefined ? headers : { ...form, ...headers },
      },
      (response) => {
        const { statusCode, statusMessage, rawHeaders } = response
        const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`]
        for (let at = 0; at < rawHeaders.length; at += 2) {
          const [name = '', value = ''] = rawHeaders.slice(at, at + 2)
          if (!/^(?:connection|keep-alive|date)$/i.test(name)) lines.push(`${name}: ${value}`)
        }
        let text = ''
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => resolve(showHeaders ? [...lines, '', text].join('\n') : text))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const tenant = /\w{3}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Text with all that differs from run to run made equal. */
export const withoutChance = (text: string): string =>
  text
    .replace(tenant, '(tenant)')
    .replace(uuid, '(id)')
    .replace(/\bd-[0-9a-f]{10}\b/g, '(store)')
    .replace(/(?<= )[0-9a-f]{8}$/gm, '(start of id)')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '(time)')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,3}/g, '(time)')
    .replace(/^content-length: \d+/gim, 'content-length: (length)') // depends on the digits of a time

/** A step of a session: a command, which goes on while a quote is open, and what it printed. */
const stepOf = (text: string) => {
  const lines = text.split('\n')
  const isWhole = (count: number) => lines.slice(0, count).join().split("'").length % 2 === 1
  const end = 1 + lines.findIndex((_, index) => isWhole(index + 1))
  return { command: lines.slice(0, end).join('\n'), written: lines.slice(end).join('\n') }
}

/** A folder for the files of a session, which are those that it prints. */
const notebook = () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  const files = new Map<string, string>()
  return {
    keep: (name: string, text: string) => {
      files.set(name, join(folder, name))
      writeFileSync(join(folder, name), text)
      return text
    },
    placeOf: (word: string) => files.get(word) ?? word,
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/**
 * Replays a session: each line after `$ ` is run, ids in it are those that this run was given before. `npm start`
 * runs the command in this process; a file is what the page says that it holds.
 */
export const replaySession = async (session: string, server: IdentityCenter): Promise<string> => {
  const ids = new Map<string, string>()
  const fresh = (text: string) => text.replace(uuid, (id) => ids.get(id) ?? id)
  const variables = { ENDPOINT: server.endpoint, TOKEN: server.token }
  const { keep, placeOf, remove } = notebook()
  const lines: string[] = []

  const perform = async (line: string, written: string): Promise<string> => {
    const [program, ...words] = wordsOf(line, variables)
    if (program === 'curl') return run(parseCurl(words))
    if (program === 'cat') return keep(words[0] ?? '', written)
    if (!line.startsWith('npm start -s -- ')) throw new Error(`the documentation runs ${line}`)
    const { out, error } = await command([...words.slice(3).map(placeOf), ...flagsFor(server)])
    return out + error
  }

  for (const { command, written } of session.split(/^\$ /m).slice(1).map(stepOf)) {
    const sent = fresh(command)
    const answer = await perform(sent, written)
    const got = answer.match(uuid) ?? []
    for (const [index, id] of (written.match(uuid) ?? []).entries()) {
      const given = got[index]
      if (given !== undefined) ids.set(id, given)
    }
    lines.push(`$ ${sent}`, answer.trimEnd())
  }
  remove()
  return lines.join('\n')
}
