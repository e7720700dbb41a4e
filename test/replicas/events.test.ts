import { ListUsersCommand } from '@aws-sdk/client-identitystore'
import t from 'tap'
import { awsClients } from '../helpers/aws.ts'
import { listen } from '../helpers/event-stream.ts'
import { onAll, person, skip, startReplicas, tally } from '../helpers/replicas.ts'

const requestIdOf = ({ headers }: { headers: Headers }) => headers.get('x-amzn-requestid') ?? ''

t.test('three servers', { skip }, async (t) => {
  const { replicas, adminToken } = await startReplicas(t)
  const [a, b, c] = replicas

  await t.test('show the events of all, in one order, without gaps', async (t) => {
    const listeners = await Promise.all(
      replicas.map(({ adminUrl }) => listen(t, { adminUrl, adminToken })),
    )
    const answers = await onAll(replicas, 150, ({ scim }, n) => {
      switch (n % 5) {
        case 0:
          return scim('GET', '/Users')
        case 1:
          return scim('POST', '/Users', person('Exa\u200bmple'))
        case 2:
          return scim('POST', '/Groups', { displayName: `Team ${Math.floor(n / 20)}` })
        default:
          return scim('POST', '/Users', person(`user-${n}`))
      }
    })
    const statuses = tally(answers.map(({ status }) => status))
    t.equal(statuses[201], 60 + 8)
    const ids = answers.map(requestIdOf)
    const heard = await Promise.all(listeners.map(({ until }) => until(ids.length)))
    const [first] = heard
    t.same([...(first ?? [])].sort(), [...ids].sort(), 'each once')
    for (const other of heard) t.same(other, first, 'in one order')

    const late = await listen(t, { adminUrl: b.adminUrl, adminToken }, '', '0.0')
    t.same(
      (await late.until(ids.length)).slice(0, ids.length),
      first,
      'and the same to later followers',
    )
    for (const { leave } of [...listeners, late]) leave()
    for (const { ofStore } of replicas) {
      const { status } = await ofStore('GET', `/events/${ids.at(-1)}`)
      t.equal(status, 200, 'each finds what another one did')
    }
  })

  await t.test('apply settings that one of the servers received, at once', async (t) => {
    const colon = (n: number) => person(`colon-${n}`, { displayName: 'Ada: Engineer' })
    let made = 0
    const create = () =>
      onAll(replicas, 3, async ({ scim }) => {
        made += 1
        return (await scim('POST', '/Users', colon(made))).status
      })
    for (const [n, { ofStore }] of replicas.entries()) {
      t.same(await create(), [400, 400, 400])
      await ofStore('PATCH', '/settings', { rules: { 'attribute-forbidden-characters': 'off' } })
      t.same(await create(), [201, 201, 201], `set on server ${n}`)
      await replicas[(n + 1) % 3]?.ofStore('PATCH', '/settings', { rules: null })
    }
  })

  await t.test('reject an access key that one of the servers deleted, at once', async (t) => {
    const key = (await a.ofStore('POST', '/access-keys')).json
    const { accessKeyId, secretAccessKey } = key
    const ask = () =>
      onAll(replicas, 3, async ({ adminUrl, identityStoreId }) => {
        const { store } = awsClients(t, { adminUrl, accessKeyId, secretAccessKey })
        const call = store.send(new ListUsersCommand({ IdentityStoreId: identityStoreId }))
        return call.then(({ $metadata }) => $metadata.httpStatusCode ?? 0).catch(() => 403)
      })
    t.same(await ask(), [200, 200, 200], 'they make its secret under one key')
    t.equal((await c.ofStore('DELETE', `/access-keys/${accessKeyId}`)).status, 204)
    t.same(await ask(), [403, 403, 403])
  })
})
