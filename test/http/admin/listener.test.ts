import { setTimeout as sleep } from 'node:timers/promises'
import fastify from 'fastify'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { adminListener } from '../../../src/http/admin/listener.ts'
import { expectParts } from '../../helpers/expect-parts.ts'

type Build = Parameters<typeof adminListener>[0]['build']

const logger = pino({ level: 'silent' })

const startListener = async (t: Test, build: Build) => {
  const listener = adminListener({ logger, build })
  t.teardown(() => listener.close())
  return { listener, url: await listener.listen({ host: '127.0.0.1', port: 0 }) }
}

/** An app, and a log of its being built and closed. */
const createApp = () => {
  const log: string[] = []
  const build: Build = async () => {
    log.push('built')
    const app = fastify()
    app.get('/', async () => 'here')
    app.addHook('preClose', async () => void log.push('closed'))
    return app
  }
  return { log, build }
}

t.test('the private listener', async (t) => {
  t.test('builds its app on the first request, and only once', async (t) => {
    const { log, build } = createApp()
    const { url } = await startListener(t, build)
    t.same(log, [])
    const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(url)).text()))
    t.same(answers, ['here', 'here', 'here'])
    t.same(log, ['built'])
  })

  t.test('closes its app, if it was built', async (t) => {
    const { log, build } = createApp()
    const { listener, url } = await startListener(t, build)
    await (await fetch(url)).text()
    await listener.close()
    t.same(log, ['built', 'closed'])

    const never = createApp()
    await (await startListener(t, never.build)).listener.close()
    t.same(never.log, [])
  })

  t.test('responds with 500 if the app could not be built, and tries again', async (t) => {
    const { build } = createApp()
    let attempts = 0
    const { url } = await startListener(t, async (connections) => {
      attempts += 1
      if (attempts === 1) throw new Error('a file is missing')
      return build(connections)
    })
    const refused = await fetch(url)
    t.equal(refused.status, 500)
    t.equal(refused.headers.get('content-type'), 'application/problem+json')
    expectParts(t, await refused.json(), {
      status: 500,
      detail: 'The server failed to process the request. See the server log for the cause.',
    })
    t.equal(await (await fetch(url)).text(), 'here')
  })

  t.test('closes an app that is being built, and rejects the waiting requests', async (t) => {
    const { log, build } = createApp()
    let proceed: (() => void) | undefined
    const { listener, url } = await startListener(t, async (connections) => {
      await new Promise<void>((resolve) => {
        proceed = resolve
      })
      return build(connections)
    })
    const refused = fetch(url)
    while (proceed === undefined) await sleep(5)
    const closed = listener.close()
    proceed()
    t.equal((await refused).status, 503)
    await closed
    t.same(log, ['built', 'closed'])
  })

  t.test('can be closed while building the app fails', async (t) => {
    let fail: ((error: Error) => void) | undefined
    const { listener, url } = await startListener(
      t,
      () => new Promise((_, reject) => (fail = reject)),
    )
    const refused = fetch(url)
    while (fail === undefined) await sleep(5)
    const closed = listener.close()
    fail(new Error('a file is missing'))
    t.equal((await refused).status, 500)
    await t.resolves(closed)
  })
})
