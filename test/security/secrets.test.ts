// Every secret is sent in every place that accepts text from a client, and then searched for in all output and storage
// of a server. The server is a separate process that logs everything. A secret that a client stores as a name is shown
// as that name. Only its events omit it, as the last entry shows.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import {
  type Output,
  readCommands,
  readConsole,
  readPrivateListener,
  readProcess,
} from '../helpers/all-output.ts'
import { attack } from '../helpers/attacks.ts'
import { visitorOf } from '../helpers/console.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { temporaryDirectory } from '../helpers/directory.ts'
import { serveProgram } from '../helpers/program.ts'
import { sendSecretEverywhere } from '../helpers/send-secret-everywhere.ts'
import { scimOf } from '../helpers/server.ts'
import { storedBytes } from '../helpers/stored-bytes.ts'

const place = await lastingDatabase(t)
const dataDir = 'dataDir' in place ? place.dataDir : await temporaryDirectory(t)
const server = await serveProgram(t, ['--data-dir', dataDir], {
  SCIM_LOG_LEVEL: 'trace',
  ...('databaseUrl' in place && { DATABASE_URL: place.databaseUrl }),
})
const { ready } = server
const { adminUrl, adminToken, awsAccessKeyId, awsSecretAccessKey } = ready
const known = { adminUrl, adminToken, identityStoreId: ready.identityStoreId ?? '' }
const { pid } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))

const [, link = ''] = /sign-in\?link=([\w-]+)/.exec(server.output.stdout) ?? []
const visitor = visitorOf(adminUrl)
await visitor.post('/sign-in', { link })
const [[cookie = '', session = ''] = []] = visitor.cookies
await visitor.get('/stores')

/** The secrets by name. */
const secrets: Readonly<Record<string, string>> = {
  'access token': ready.accessToken ?? '',
  'admin token': adminToken ?? '',
  'secret access key': awsSecretAccessKey ?? '',
  'sign-in link': link,
  'session cookie': session,
  'server key': readFileSync(join(dataDir, 'server-key'), 'utf8').trim(),
}
const formsOf = (secret: string) => [
  secret,
  secret.slice(0, 36),
  encodeURIComponent(secret),
  secret.replaceAll('/', '\\/'),
  Buffer.from(secret).toString('base64').slice(0, 48),
]
const leaks = (told: readonly Output[]) =>
  Object.entries(secrets).flatMap(([name, secret]) =>
    told
      .filter(({ text }) => formsOf(secret).some((form) => text.includes(form)))
      .map(({ where, text }) => {
        const form = formsOf(secret).find((each) => text.includes(each)) ?? ''
        const at = text.indexOf(form)
        return `the ${name} is in ${where}: …${text.slice(Math.max(0, at - 60), at)}`
      }),
  )

const answers: Output[] = []
t.before(async () => {
  for (const secret of Object.values(secrets)) t.ok(secret.length >= 40)
  const keys = { accessKeyId: awsAccessKeyId ?? '', secretAccessKey: awsSecretAccessKey ?? '' }
  const targets = { endpoint: ready.scimEndpoint ?? '', token: ready.accessToken ?? '', ...known }
  for (const secret of Object.values(secrets)) {
    answers.push(...(await sendSecretEverywhere({ ...targets, keys, cookie, session }, secret)))
  }
})

attack(
  t,
  'secrets in the log',
  {
    does: 'reads the log, at level trace, of a server that received every secret in every place',
    holds: 'it contains no secret, whole or in part, plain or encoded',
  },
  async (t) => {
    const { stderr } = server.output
    t.ok(stderr.split('\n').length > 100, 'the log is long')
    t.same(leaks([{ where: 'the log', text: stderr }]), [])
  },
)

attack(
  t,
  'secrets in events and exports',
  {
    does: 'reads events as JSON, NDJSON and CloudTrail, metrics, lists of tokens and keys, and a snapshot',
    holds:
      'they contain no secret, although it was sent in a path, query, user agent, body or attribute name',
  },
  async (t) => {
    const told = await readPrivateListener(known)
    t.match(told[0]?.text, /\*{40}/, 'the place of the secret is masked')
    t.same(leaks(told), [])
  },
)

attack(
  t,
  'secrets in pages',
  {
    does: 'sees every page of the console on the screen of an operator',
    holds: 'no page contains a secret, except the page that shows a new one once',
  },
  async (t) => {
    const told = await readConsole(known, visitor)
    t.ok(told.length > 100)
    t.same(leaks(told), [])
  },
)

attack(
  t,
  'secrets in what commands print',
  {
    does: 'reads the output of all commands that create no secret',
    holds: 'it contains no secret',
  },
  async (t) => {
    const { json } = await scimOf({
      endpoint: ready.scimEndpoint ?? '',
      token: ready.accessToken ?? '',
    })('POST', '/Users', { userName: ready.accessToken, nickName: adminToken })
    const told = await readCommands(known, json.exceptionRequestId)
    for (const { where, text } of told) t.ok(text.length > 10, where)
    t.same(leaks(told), [])
  },
)

attack(
  t,
  'secrets in refusals',
  {
    does: 'sends secrets as credentials of another kind, and reads the refusal',
    holds: 'no response repeats a credential from its request',
  },
  async (t) => {
    t.ok(answers.length > 60)
    t.same(leaks(answers), [])
  },
)

attack(
  t,
  'secrets in the list of processes',
  {
    does: 'lists the processes of the machine with their arguments',
    holds: 'neither the arguments nor the title of a server process contain a secret',
  },
  async (t) => t.same(leaks(readProcess(pid)), []),
)

attack(
  t,
  'a secret as a name',
  {
    does: 'reads the events of a resource whose display name is an access token that was pasted by mistake',
    holds: 'neither requests nor responses in them contain it',
  },
  async (t) => {
    const token = ready.accessToken ?? ''
    const scim = scimOf({ endpoint: ready.scimEndpoint ?? '', token })
    const group = await scim('POST', '/Groups', { displayName: token })
    t.same([group.status, group.json.displayName], [201, token])
    await scim('GET', `/Groups?filter=${encodeURIComponent(`displayName eq "${token}"`)}`)
    const told = (await readPrivateListener(known)).filter(({ where }) => /events/.test(where))
    t.equal(told.length, 2)
    t.same(leaks(told), [])
    t.equal((await scim('DELETE', `/Groups/${group.json.id}`)).status, 204)
  },
)

attack(
  t,
  'secrets in the database',
  {
    does: 'reads every row and every file of the database of a stopped server',
    holds:
      'it contains no secret; the data directory contains the admin token and the server key in separate files',
  },
  async (t) => {
    const { code } = await server.stop()
    t.equal(code, 0)
    for (const name of ['admin-token', 'server-key']) {
      const path = join(dataDir, name)
      t.ok(Object.values(secrets).includes(readFileSync(path, 'utf8').trim()))
      rmSync(path)
    }
    const holds = await storedBytes(place)
    for (const [name, secret] of Object.entries(secrets)) {
      if (name === 'access token') continue // it was the name of a group that has been deleted
      t.same(formsOf(secret).filter(holds), [], name)
    }
  },
)
