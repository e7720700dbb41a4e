import t from 'tap'
import { parseOffset } from '../../src/cli/parse-offset.ts'
import { flagsFor } from '../helpers/administering.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { command } from '../helpers/fake-terminal.ts'
import { temporaryFolder } from '../helpers/program.ts'
import { startTestServer } from '../helpers/server.ts'

t.test("the server's clock", async (t) => {
  const server = await startTestServer(t, { allowClock: true })
  const clock = async (...args: string[]) => {
    const { code, out, error } = await command(['clock', ...args, ...flagsFor(server)])
    return { code, out, error }
  }

  await t.test('is frozen, moved and released by commands', async (t) => {
    t.match((await clock('show')).out, /^Now +20\S+Z\nClock +system clock\nCan be set +yes\n$/)
    const noon = '2026-01-31T12:00:00Z'
    t.match((await clock('freeze', noon)).out, /^Now +2026-01-31T12:00:00.000Z\nClock +frozen\n/)
    const still = JSON.parse((await clock('show', '--json')).out)
    t.same(still, {
      now: '2026-01-31T12:00:00.000Z',
      state: 'frozen',
      offsetSeconds: null,
      frozenAt: '2026-01-31T12:00:00.000Z',
      allowed: true,
    })
    t.match((await clock('move', '300d')).out, /25920000 seconds ahead of the system clock/)
    const frozen = JSON.parse((await clock('freeze', '--json')).out)
    t.ok(Date.parse(frozen.now) - Date.now() > 299 * 86_400_000)
    t.match((await clock('move', '2d', '--behind', '--json')).out, /"offsetSeconds":-172800,/)
    t.match((await clock('release')).out, /Clock +system clock/)
  })

  await t.test('rejects invalid values', async (t) => {
    expectParts(t, await clock('freeze', 'noon'), {
      code: 2,
      error: /^frozenAt must be a time such as/,
    })
    expectParts(t, await clock('move', 'far'), {
      code: 2,
      error: /^The offset must be a whole number with a unit/,
    })
    expectParts(t, await clock('move', '999999y'), {
      code: 2,
      error: /^offsetSeconds must lead to a time/,
    })
  })

  await t.test('cannot be set unless the server allows it', async (t) => {
    const other = await startTestServer(t)
    const said = await command(['clock', 'freeze', ...flagsFor(other)])
    expectParts(t, said, {
      code: 1,
      error: /^The clock of this server cannot be set\. .* --allow-clock/,
    })
    const shown = await command(['clock', 'show', ...flagsFor(other)])
    expectParts(t, shown, {
      code: 0,
      out: /Can be set +no \(start the server with --allow-clock\)/,
    })
  })

  await t.test('cannot be set without a server', async (t) => {
    const said = await command(['clock', 'release', '--data-dir', temporaryFolder(t)])
    expectParts(t, said, {
      code: 1,
      error:
        /^No server is running, so there is no clock to set\. Start one with --allow-clock\.\n$/,
    })
  })
})

t.test('an offset needs a unit', async (t) => {
  t.same(['1s', '2m', '3h', '4d', '1y'].map(parseOffset), [1, 120, 10_800, 345_600, 31_536_000])
  for (const text of ['', '1', 'd', '1.5d', '1w', '-1d']) {
    t.throws(() => parseOffset(text), { name: 'WrongUsage' })
  }
})
