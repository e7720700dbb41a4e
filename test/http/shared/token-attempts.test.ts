import t from 'tap'
import { clientNetwork } from '../../../src/http/shared/client-network.ts'
import { limitTokenAttempts } from '../../../src/http/shared/token-attempts.ts'
import { testApis } from '../../helpers/apis.ts'

const createVerifier = (time: () => number) =>
  limitTokenAttempts(async (token) => token === 'right', time)

t.test('wrong tokens', async (t) => {
  await t.test('must wait after the fifth, longer each time, at most a minute', async (t) => {
    let time = 0
    const verify = createVerifier(() => time)
    const waits: number[] = []
    for (let count = 1; count <= 14; count += 1) {
      const { isValid, waitSeconds } = await verify('wrong', '192.0.2.1')
      t.equal(isValid, false)
      waits.push(waitSeconds)
    }
    t.same(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
    t.equal(
      (await verify('wrong', '192.0.2.2')).waitSeconds,
      0,
      'each address is counted separately',
    )
    time += 15 * 60_000
    t.equal((await verify('wrong', '192.0.2.1')).waitSeconds, 0, 'forgotten')
  })

  await t.test('are answered with a delay, a correct one at once', async (t) => {
    const verify = createVerifier(() => 0)
    const many = Promise.all(Array.from({ length: 300 }, () => verify('wrong', '192.0.2.1')))
    const began = performance.now()
    t.same(await verify('right', '192.0.2.1'), { isValid: true, waitSeconds: 0 })
    t.ok(performance.now() - began < 250)
    t.equal((await many).filter(({ waitSeconds }) => waitSeconds > 0).length, 295)
    t.ok(performance.now() - began >= 450)
  })

  await t.test('of too many addresses make the oldest forgotten', async (t) => {
    const verify = createVerifier(() => 0)
    for (let count = 1; count <= 5; count += 1) await verify('wrong', '192.0.2.1')
    for (let index = 0; index < 10_000; index += 1) {
      await verify('wrong', `10.${index >> 8}.${index & 255}.1`)
    }
    t.equal((await verify('wrong', '192.0.2.1')).waitSeconds, 0)
  })
})

t.test('an address belongs to the network of one client', async (t) => {
  for (const [address, source] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ] as const) {
    t.equal(clientNetwork(address), source, address)
  }
})

t.test('the private listener', async (t) => {
  const { admin, adminToken } = await testApis(t)
  const ask = (token: string | undefined, remoteAddress = '192.0.2.1') =>
    admin.inject({
      url: '/api/v1/rules',
      remoteAddress,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    })
  const signIn = (token: string) =>
    admin.inject({
      method: 'POST',
      url: '/sign-in',
      remoteAddress: '192.0.2.3',
      headers: {
        host: '127.0.0.1:8081',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload: new URLSearchParams({ token }).toString(),
    })

  await t.test(
    'responds with 429 to many wrong tokens, and still accepts the correct one',
    async (t) => {
      for (let count = 1; count <= 5; count += 1) t.equal((await ask('wrong')).statusCode, 401)
      const refused = await ask('wrong')
      t.equal(refused.statusCode, 429)
      t.equal(refused.headers['retry-after'], '1')
      t.match(refused.headers['content-type'], /^application\/problem\+json/)
      t.equal(
        refused.json().detail,
        'This address sent too many wrong admin tokens. Wait 1 second before you try again. The correct token is accepted at any time.',
      )
      t.equal((await ask(adminToken)).statusCode, 200)
      t.equal(
        (await ask('wrong')).headers['retry-after'],
        '2',
        'the correct token does not reset the count',
      )
      t.equal((await ask('wrong', '192.0.2.2')).statusCode, 401)
    },
  )

  await t.test('does not count requests without a token', async (t) => {
    for (let count = 1; count <= 10; count += 1) {
      t.equal((await ask(undefined, '192.0.2.4')).statusCode, 401)
    }
    t.equal((await ask('wrong', '192.0.2.4')).statusCode, 401)
  })

  await t.test('also limits attempts on the sign-in page', async (t) => {
    for (let count = 1; count <= 5; count += 1) t.equal((await signIn('wrong')).statusCode, 403)
    const refused = await signIn('wrong')
    t.equal(refused.statusCode, 429)
    t.equal(refused.headers['retry-after'], '1')
    t.match(refused.body, 'This address sent too many wrong admin tokens.')
    t.equal((await signIn(adminToken)).statusCode, 303)
  })
})
