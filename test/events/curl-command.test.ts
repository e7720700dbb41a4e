import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { curlCommand, quoteForShell } from '../../src/events/curl-command.ts'
import type { EventView } from '../../src/events/event-view.ts'
import { startTestServer } from '../helpers/server.ts'

const run = promisify(execFile)
const bash = async (script: string, env: Record<string, string> = {}) =>
  (await run('bash', ['-c', script], { env: { ...process.env, ...env }, encoding: 'buffer' }))
    .stdout

t.test('the shell takes a quoted word literally', async (t) => {
  const words = [
    ...['', "it's", '$(touch /tmp/x)', '`id`', '"', '\\', '\\n', '!!', "!'\u200b", '~', '*', '-n'],
    ...['a\nb', '\u202egnp.exe', '\u001b[31m', 'é\u00a0😀', '\\x41\u0007', "'\\''"],
    ...fc.sample(fc.string({ unit: 'grapheme' }), 40),
    ...fc.sample(fc.string({ unit: fc.constantFrom(...'\'"\\$`!\u200b\n\t;&|<>({}x0') }), 60),
  ].filter((word) => !word.includes('\0'))
  const printed = await bash(
    words.map((word) => `printf '%s\\0' ${quoteForShell(word)}`).join('\n'),
  )
  t.same(printed.toString().split('\0').slice(0, -1), words)
})

t.test('invisible and misleading characters are escaped', async (t) => {
  t.equal(quoteForShell('a\u202eb'), "$'a\\xe2\\x80\\xaeb'")
  t.equal(quoteForShell('plain-word'), 'plain-word')
  t.equal(quoteForShell("it's"), "'it'\\''s'")
})

t.test('the command sends the same request again', async (t) => {
  const { endpoint, token, adminUrl, adminToken } = await startTestServer(t)
  const { origin } = new URL(endpoint)

  const newest = async (): Promise<EventView> => {
    const answer = await fetch(`${adminUrl}/api/v1/events?limit=1`, {
      headers: { authorization: `Bearer ${adminToken}` },
    })
    return (await answer.json()).items[0]
  }
  const sent = ({ request, response, eventName }: EventView) => ({
    ...request,
    eventName,
    status: response.status,
  })

  const user = (userName: string) =>
    JSON.stringify({ userName, displayName: "it's $HOME `id` \\ !! \u200b\u202e" })
  const requests: readonly (readonly [
    method: string,
    path: string,
    body?: string | Uint8Array | undefined,
    userAgent?: string,
  ])[] = [
    ['GET', '/Users?count=5&filter=userName%20eq%20%22a[1-3]{b}%22'],
    ['GET', '//Users/../Groups', undefined, "Okta's $(id) !client"],
    ['POST', '/Users', user('@/etc/passwd')],
    ['POST', '/Users', '@/etc/hostname'],
    ['POST', '/Users', 'a\nb\n\n'],
    ['PATCH', '/Users/1', '{"Operations":'],
    ['PUT', '/Users/x', Buffer.from([0x7b, 0x00, 0xff, 0x27])],
    ['POST', '/Groups', JSON.stringify({ displayName: 'x'.repeat(40_000) })],
    ['DELETE', '/Users/%27%3B%20id', undefined, 'DELETE client'],
  ]
  for (const [method, path, body, userAgent = 'test/1.0'] of requests) {
    await t.test(`${method} ${path.slice(0, 30)}`, async (t) => {
      const script = [
        'curl --silent --output /dev/null --path-as-is --globoff -X "$METHOD"',
        '-H "Authorization: Bearer $TOKEN" -H "User-Agent: $AGENT"',
        body === undefined
          ? '"$URL"'
          : '-H "Content-Type: application/scim+json" --data-binary @<(printf %s "$BODY" | base64 -d) "$URL"',
      ].join(' ')
      const environment = { METHOD: method, TOKEN: token, AGENT: userAgent, URL: endpoint + path }
      await bash(script, { ...environment, BODY: Buffer.from(body ?? '').toString('base64') })
      const original = await newest()
      const command = curlCommand(original, origin)
      t.notMatch(command, token)
      const printed = await bash(command ?? '', { TOKEN: token })
      t.match(printed.toString(), `HTTP/1.1 ${original.response.status}`)
      const again = await newest()
      t.not(again.requestId, original.requestId)
      t.same(sent(again), sent(original))
    })
  }

  await t.test('but not if only the beginning of the body was stored', async (t) => {
    const event = await newest()
    const request = { ...event.request, body: '{', bodyBytes: 100_000 }
    t.equal(curlCommand({ ...event, request }, origin), undefined)
  })
})
