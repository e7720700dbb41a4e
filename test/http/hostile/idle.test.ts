import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { beside } from '../../helpers/bystander.ts'
import { type RawLine, rawLine } from '../../helpers/raw-line.ts'
import { startVictim } from '../../helpers/victim.ts'

// Idle connections. HOSTILE_CONNECTIONS sets their number (default: 10,000). Each takes a file descriptor in the test and
// one in the server, so fewer are opened if the system allows fewer.
const { soft } = (process.report.getReport() as { userLimits?: { open_files?: { soft: unknown } } })
  .userLimits?.open_files ?? { soft: 1_024 }
const allowed = typeof soft === 'number' ? soft - 500 : Number.MAX_SAFE_INTEGER
const wanted = Math.min(Number(process.env['HOSTILE_CONNECTIONS'] ?? 10_000), allowed)

const timeouts = {
  headersMs: 120_000,
  requestMs: 120_000,
  idleMs: 120_000,
  stalledMs: 120_000,
  checkEveryMs: 5_000,
}
const victim = await startVictim(t, { timeouts })
const { port, path, headers } = victim

/** Opens connections in batches that fit into the accept queue of the server. */
const open = async (count: number): Promise<readonly RawLine[]> => {
  const lines: RawLine[] = []
  while (lines.length < count) {
    const some = Math.min(200, count - lines.length)
    lines.push(...(await Promise.all(Array.from({ length: some }, () => rawLine(port)))))
  }
  return lines
}

t.test(`${wanted} idle connections use little memory and delay no other request`, async (t) => {
  const before = await victim.held()
  const resident = victim.resident()
  const lines = await beside(t, victim, async () => {
    const opened = await open(wanted)
    await sleep(500)
    return opened
  })
  const each = ((await victim.held()) - before) / wanted
  const now = victim.resident()
  const grown = now === undefined || resident === undefined ? 0 : (now - resident) / wanted
  t.comment(
    `${wanted} connections: ${each.toFixed(0)} bytes each, ${grown.toFixed(0)} of the process`,
  )
  t.ok(each < 16_384, 'less than 16 KiB each')
  t.ok(grown < 65_536, 'less than 64 KiB each of the process')
  t.equal(lines.filter(({ socket }) => socket.readyState === 'open').length, wanted, 'all are open')

  await t.test('each is served when it sends a request', async (t) => {
    const some = lines.filter((_, index) => index % 200 === 0)
    const answers = await Promise.all(
      some.map(async (line) => {
        line.write(`GET ${path}/Users?count=1 HTTP/1.1\r\n${headers}\r\n`)
        return (await line.answers())[0]?.status
      }),
    )
    t.same(new Set(answers), new Set([200]))
  })

  await t.test('and leaves nothing in memory after it closes', async (t) => {
    for (const { socket } of lines) socket.destroy()
    await sleep(1_000)
    const left = (await victim.held()) - before
    t.comment(`${(left / 1_048_576).toFixed(1)} MiB remain`)
    t.ok(left < 32 * 1_048_576)
  })
})

t.test('the server logs no unexpected error', async (t) => {
  t.same(victim.complaints(), [])
})
