// Texts with a meaning for a database, browser, terminal, log or spreadsheet, as the value of every attribute of the
// schemas. All rules that can be off are off, so that as much as possible is stored.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pretty from 'pino-pretty'
import t from 'tap'
import { createLogger } from '../../src/app/logger.ts'
import { ruleBook } from '../../src/identity-center/rules/rule-book.ts'
import { adminOf, flagsFor } from '../helpers/administering.ts'
import { readCommands, readConsole } from '../helpers/all-output.ts'
import { attack } from '../helpers/attacks.ts'
import { signedIn } from '../helpers/console.ts'
import { temporaryDirectory } from '../helpers/directory.ts'
import { command } from '../helpers/fake-terminal.ts'
import { filledWith, textsIn } from '../helpers/filled.ts'
import { startTestServer } from '../helpers/server.ts'

const payloads = [
  `'; drop table users; --`,
  `' or '1'='1`,
  `\\'; select pg_sleep(9); --`,
  '$1 $$;delete from events;$$',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onmouseover='alert(1)' x='`,
  '</textarea></title></style><svg onload=alert(1)>',
  'javascript:alert(1)',
  '{{7*7}} #{7*7} %s %n',
  '=cmd|/C calc!A0',
  '../../../../etc/passwd',
  '__proto__',
  '\u001b[2J\u001b]0;title\u0007red',
  '\u009b2J\u007f\u0008back',
  'one\r\ntwo\u2028three\u202eeerht',
]

const rules = Object.fromEntries(
  ruleBook.filter(({ switchable }) => switchable).map(({ id }) => [id, 'off'] as const),
)
const server = await startTestServer(t, { settings: { rules } })
const { scim, identityStoreId, adminUrl, adminToken } = server
const admin = adminOf(server)
const stored: { readonly path: string; readonly texts: readonly (readonly [string, string])[] }[] =
  []
const total = async (kind: string) => (await scim('GET', `/${kind}?count=100`)).json.totalResults

attack(
  t,
  'every attribute',
  {
    does: 'stores SQL, HTML, templates, shell commands, formulas and terminal escapes in every attribute of users and groups, by POST, PUT and PATCH',
    holds: 'each is returned byte for byte, and nothing else changes',
  },
  async (t) => {
    for (const payload of payloads) {
      for (const type of ['User', 'Group'] as const) {
        const body = filledWith(type, payload)
        const sent = textsIn(body)
        t.ok(sent.length >= (type === 'User' ? 30 : 2))
        const created = await scim('POST', `/${type}s`, body)
        t.equal(created.status, 201, type)
        const path = `/${type}s/${created.json.id}`
        stored.push({ path, texts: sent })
        const operations = [{ op: 'replace', path: 'displayName', value: payload }]
        const patched = await scim('PATCH', path, { Operations: operations })
        t.ok(patched.status < 300)
        if (type === 'User') {
          const put = await scim('PUT', path, { id: created.json.id, ...body })
          t.equal(put.status, 200)
        }
      }
    }
    for (const { path, texts } of stored) {
      const shown = new Map(textsIn((await scim('GET', path)).json))
      t.same(
        texts.filter(([at, text]) => shown.get(at) !== text),
        [],
        path,
      )
    }
    t.same([await total('Users'), await total('Groups')], [payloads.length, payloads.length])
  },
)

attack(
  t,
  'every other text of a request',
  {
    does: 'sends the same texts in filters, PATCH paths, attribute names, counts, cursors, headers, ids and searches',
    holds:
      'each is handled like any other text, no response contains additional data, and no data is lost',
  },
  async (t) => {
    const statuses = new Set<number>()
    for (const payload of payloads) {
      const text = encodeURIComponent(payload)
      const filter = (attribute: string) =>
        encodeURIComponent(`${attribute} eq ${JSON.stringify(payload)}`)
      const patch = (path: string) => ({ Operations: [{ op: 'add', path, value: payload }] })
      const user = stored.find(({ path }) => path.startsWith('/Users'))?.path ?? ''
      const answers = [
        await scim('GET', `/Users?filter=${filter('userName')}`),
        await scim('GET', `/Users?filter=${filter('externalId')}`),
        await scim('GET', `/Groups?filter=${filter('displayName')}`),
        await scim('GET', `/Groups?filter=${filter('members.value')}`),
        await scim('GET', `/Users?filter=${text}`),
        await scim(
          'GET',
          `/Users?count=${text}&startIndex=${text}&sortBy=${text}&attributes=${text}`,
        ),
        await scim('GET', `/Users?cursor=${text}`),
        await scim('GET', `/Users/${text}`),
        await scim('PATCH', user, patch(payload)),
        await scim('POST', '/Users', { userName: 'only', [payload]: payload, emails: payload }),
        await scim('GET', '/Users?count=1', undefined, {
          'user-agent': text,
          'x-request-id': text,
        }),
      ]
      for (const { status, json } of answers) {
        statuses.add(status)
        if (json?.Resources !== undefined) t.ok(json.Resources.length <= payloads.length)
      }
      const store = `/identity-stores/${identityStoreId}`
      for (const path of [
        `/identity-stores/${text}`,
        `${store}/users?query=${text}&cursor=${text}`,
        `${store}/users/by-name-id?nameId=${text}`,
        `${store}/events?name=${text}&resourceId=${text}&errorCode=${text}`,
        `${store}/events?since=${text}&requestId=${text}&cursor=${text}`,
        `${store}/events/${text}`,
        `${store}/tokens?x=${text}`,
      ]) {
        statuses.add((await admin(path)).status)
      }
      statuses.add((await admin(`${store}/explain`, { requestId: payload })).status)
      statuses.add((await admin('/identity-stores', { settings: { [payload]: payload } })).status)
      statuses.add((await admin(`${store}/import`, { Users: [{ UserName: payload }] })).status)
    }
    t.same(
      [...statuses].filter((status) => status >= 500),
      [],
      [...statuses].join(),
    )
    t.equal(await total('Groups'), payloads.length)
    for (const { path } of stored) t.equal((await scim('GET', path)).status, 200)
    t.ok((await admin('/events?limit=200')).json.items.length > 100, 'events, too')
  },
)

/** A tag in the form of the pages: all values in double quotes. */
const tag = /^<\/?([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*(?:="[^"<]*")?)*)\s*\/?>/i

attack(
  t,
  'markup in pages',
  {
    does: 'waits until an operator views those users, groups and events in the console',
    holds: 'no page contains an element, an attribute or a script URL from those texts',
  },
  async (t) => {
    const visitor = await signedIn(adminUrl, adminToken ?? '')
    const pages = [...(await readConsole({ adminUrl, adminToken, identityStoreId }, visitor))]
    for (const { path } of stored) {
      const where = `/stores/${identityStoreId}${path.toLowerCase().replace(/\/[^/]*$/, '')}${path.slice(path.lastIndexOf('/'))}`
      const { status, text } = await visitor.get(where)
      t.equal(status, 200, where)
      pages.push({ where, text })
    }
    t.ok(pages.some(({ text }) => text.includes('&lt;script')))
    for (const { where, text } of pages) {
      const odd: string[] = []
      for (const { index } of text.matchAll(/<(?=[a-z/])/gi)) {
        const [whole = '', name = '', attributes = ''] = tag.exec(text.slice(index)) ?? []
        const isScript = /^script$/i.test(name) && !whole.startsWith('</')
        if (
          whole === '' ||
          /\s(?:on\w+|style|srcdoc|formaction)\b/i.test(attributes.replace(/"[^"]*"/g, '')) ||
          /(?:href|src|action)="\s*(?:javascript|data|vbscript):/i.test(attributes) ||
          (isScript && !/src="\/assets\//.test(attributes)) ||
          /^(?:iframe|object|embed|base)$/i.test(name) ||
          (/^(?:img|svg)$/i.test(name) && /src=x|onload/.test(attributes))
        ) {
          odd.push(text.slice(index, index + 120))
        }
      }
      t.same(odd, [], where)
    }
  },
)

/** Characters that terminals interpret: those of ISO 6429 except the line feed, and bidirectional controls. */
const control = /[^\P{Cc}\n]/u
const acting = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u

attack(
  t,
  'control characters on a terminal',
  {
    does: 'waits until an operator lists those users, groups and events with commands, or checks and imports a file with those names',
    holds: 'no command prints a control character',
  },
  async (t) => {
    const refused = await scim('POST', '/Users', {
      ['\u001b[2J\u009b']: 1,
      userName: '\u001b]0;\u0007',
    })
    const id = refused.headers.get('x-amzn-requestid') ?? ''
    const told = [...(await readCommands({ adminUrl, adminToken, identityStoreId }, id))]
    const flags = [...flagsFor(server), '--store', identityStoreId]
    const file = join(await temporaryDirectory(t), 'users.json')
    const text = '\u001b[2J\u009b2J\u007f'
    writeFileSync(
      file,
      JSON.stringify([{ userName: text, [text]: text, name: { [text]: text }, emails: text }]),
    )
    for (const args of [
      ['check', file],
      ['check', file, '--json'],
      ['explain', file, '--operation', 'CreateUser'],
      ['import', file],
      ['user', 'create', text],
      ['group', 'create', text],
      ...stored.flatMap(({ path }) => {
        const [, kind = '', found = ''] = path.split('/')
        return [[kind.toLowerCase().slice(0, -1), 'show', found]]
      }),
    ]) {
      const { out, error } = await command([...args, ...flags])
      told.push({ where: args.slice(0, 2).join(' '), text: out + error })
    }
    for (const { where, text } of told) {
      if (where.startsWith('snapshot')) continue // a file, byte for byte
      const at = text.search(/--json|cloudtrail/.test(where) ? control : acting)
      t.equal(at, -1, /^[\w .-]*/.exec(where)?.[0] ?? '')
    }
  },
)

attack(
  t,
  'lines in the log',
  {
    does: 'sends line breaks and escapes in text that the log may quote, to forge log entries',
    holds:
      'each log call writes one line of JSON; on a terminal no quoted line looks like an entry, and no escape is written',
  },
  async (t) => {
    const forged = '\n[12:00:00.000] INFO (1): forged\r\n{"level":30,"msg":"forged"}\u001b[2J'
    const write = (stream: { write: (line: string) => void }) => {
      const logger = createLogger('trace', stream)
      logger.info({ req: { method: 'GET', url: `/x${forged}`, ip: '::1' } }, 'incoming request')
      logger.error({ err: new Error(`it says ${forged}`) }, 'a defect')
      logger.warn({ cause: `it says ${forged}` }, 'the database cannot be reached')
    }
    const lines: string[] = []
    write({ write: (line) => void lines.push(line) })
    t.equal(lines.join('').trimEnd().split('\n').length, 3)
    for (const line of lines) t.not(JSON.parse(line).msg, 'forged')

    let shown = ''
    const stream = pretty({
      destination: new Writable({
        write: (chunk, _encoding, done) => {
          shown += chunk
          done()
        },
      }),
      sync: true,
      colorize: false,
      ignore: 'pid,hostname',
    })
    write(stream)
    t.match(shown, 'a defect')
    t.notMatch(shown, '\u001b')
    t.notOk(
      shown.split(/\r?\n/).some((line) => /^(?:\[12:00|\{"level)/.test(line)),
      shown,
    )
  },
)

attack(
  t,
  'formulas in a spreadsheet',
  {
    does: 'makes an operator open an export, in which a name is a formula, in a spreadsheet',
    holds: 'nothing is exported as CSV, only as JSON',
  },
  async (t) => {
    const { text } = await admin('/openapi.json')
    const types = new Set(
      Array.from(text.matchAll(/"([a-z]+\/[a-z.+-]+)":\{"schema"/g), ([, type]) => type),
    )
    t.ok(types.has('application/x-ndjson'))
    t.same(
      [...types].filter((type) => /csv|excel|spreadsheet|tab-separated/.test(type ?? '')),
      [],
    )
  },
)
