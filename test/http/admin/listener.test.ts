import { setTimeout as sleep } from 'node:timers/promises'
import fastify from 'fastify'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { adminListener } from '../../../src/http/admin/listener.ts'
import { expectParts } from '../../helpers/expect-parts.ts'

type Build = Parameters<typeof adminListener>[0]['build']

const logger = pino({ level: 'silent' })

const listening = async (t: Test, build: Build) => {
  const listener = adminListener({ logger, build })
  t.teardown(() => listener.close())
  return { listener, url: await listener.listen({ host: '127.0.0.1', port: 0 }) }
}

/** Something that answers, and tells what happens to it. */
const answering = () => {
  const told: string[] = []
  const build: Build = async () => {
    told.push('built')
    const app = fastify()
    app.get('/', async () => 'here')
    app.addHook('preClose', async () => void told.push('closed'))
    return app
  }
  return { told, build }
}

t.test('the private listener', async (t) => {
  t.test('builds what answers when it is first asked, and once', async (t) => {
    const { told, build } = answering()
    const { url } = await listening(t, build)
    t.same(told, [])
    const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(url)).text()))
    t.same(answers, ['here', 'here', 'here'])
    t.same(told, ['built'])
  })

  t.test('closes what answers, if it was ever asked', async (t) => {
    const { told, build } = answering()
    const { listener, url } = await listening(t, build)
    await (await fetch(url)).text()
    await listener.close()
    t.same(told, ['built', 'closed'])

    const never = answering()
    await (await listening(t, never.build)).listener.close()
    t.same(never.told, [])
  })

  t.test('says that it is at fault where nothing could be built, and tries again', async (t) => {
    const { build } = answering()
    let attempts = 0
    const { url } = await listening(t, async (connections) => {
      attempts += 1
      if (attempts === 1) throw new Error('a file is gone')
      return build(connections)
    })
    const refused = await fetch(url)
    t.equal(refused.status, 500)
    t.equal(refused.headers.get('content-type'), 'application/problem+json')
    expectParts(t, await refused.json(), {
      status: 500,
      detail: 'This is a fault of the server; its log says more.',
    })
    t.equal(await (await fetch(url)).text(), 'here')
  })

  t.test('closes what is still being built, and refuses whoever waits for it', async (t) => {
    const { told, build } = answering()
    let goOn: (() => void) | undefined
    const { listener, url } = await listening(t, async (connections) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return build(connections)
    })
    const refused = fetch(url)
    while (goOn === undefined) await sleep(5)
    const closed = listener.close()
    goOn()
    t.equal((await refused).status, 503)
    await closed
    t.same(told, ['built', 'closed'])
  })

  t.test('can be closed while what should answer fails to be built', async (t) => {
    let fail: ((error: Error) => void) | undefined
    const { listener, url } = await listening(t, () => new Promise((_, reject) => (fail = reject)))
    const refused = fetch(url)
    while (fail === undefined) await sleep(5)
    const closed = listener.close()
    fail(new Error('a file is gone'))
    t.equal((await refused).status, 500)
    await t.resolves(closed)
  })
})
