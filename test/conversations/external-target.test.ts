import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startTestServer } from '../helpers/server.ts'
import { typescriptProgram } from '../helpers/typescript-program.ts'
import { externalTarget, skipReason } from './external-target.ts'

const runner = fileURLToPath(new URL('conversations.test.ts', import.meta.url))

/** Runs the conversations against an external endpoint. */
const runAgainst = (endpoint: string, token: string): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = typescriptProgram(runner, [], {
      ...process.env,
      SCIM_CONVERSATIONS_ENDPOINT: endpoint,
      SCIM_CONVERSATIONS_TOKEN: token,
    })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })

t.test('the conversations agree with this server as with any other endpoint', async (t) => {
  const { endpoint, token, scim } = await startTestServer(t)
  const stays = await scim('POST', '/Groups', { displayName: 'Group Bar' })
  const { code, output } = await runAgainst(`${endpoint}/`, token)
  if (code !== 0) t.comment(output.slice(-10_000))
  t.equal(code, 0)

  for (const reason of [
    'it is about the service as it was on 2021-08-15',
    'it needs settings of this server',
    'it presumes an empty identity store',
  ])
    t.ok(output.includes(`# SKIP ${reason}`), reason)

  t.equal((await scim('GET', '/Users')).json.totalResults, 0, 'no user is left behind')
  const groups = (await scim('GET', '/Groups')).json.Resources
  t.same(
    groups.map(({ id }: { id: string }) => id),
    [stays.json.id],
    'and no group, but for the one that was there',
  )
})

t.test('an endpoint that differs is reported', async (t) => {
  const stub = createServer((_request, response) => response.end('{}'))
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve))
  t.teardown(() => stub.close())
  const address = stub.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const { code, output } = await runAgainst(`http://127.0.0.1:${port}/tenant/scim/v2`, 'token')
  t.equal(code, 1)
  t.ok(/not ok \d+ - the status/.test(output), 'by status')
  t.ok(/not ok \d+ - the Content-Type/.test(output), 'by header')
  t.ok(/not ok \d+ - the body/.test(output), 'by body')
})

t.test('the endpoint and its token belong together', async (t) => {
  const endpoint = 'https://scim.us-east-1.amazonaws.com/tenant/scim/v2/'
  t.equal(externalTarget({}), undefined)
  t.throws(() => externalTarget({ SCIM_CONVERSATIONS_ENDPOINT: endpoint }), /set both/)
  t.throws(() => externalTarget({ SCIM_CONVERSATIONS_TOKEN: 'token' }), /set both/)
  const both = { SCIM_CONVERSATIONS_ENDPOINT: endpoint, SCIM_CONVERSATIONS_TOKEN: 'token' }
  t.equal(externalTarget(both)?.endpoint, endpoint.slice(0, -1))
  t.not(externalTarget(both)?.unique, externalTarget(both)?.unique, 'names differ from run to run')
})

t.test('a conversation about today is not skipped', async (t) => {
  const today = new Date('2026-11-22T12:00:00Z')
  const conversation = { title: 'a', sources: ['b'], exchanges: [] }
  t.equal(skipReason(conversation, today), undefined)
  t.equal(skipReason({ ...conversation, asOf: '2026-11-22' }, today), undefined)
  t.ok(skipReason({ ...conversation, asOf: '2026-11-21' }, today))
  t.ok(skipReason({ ...conversation, settings: {} }, today))
  t.ok(skipReason({ ...conversation, presumesEmpty: true }, today))
})
