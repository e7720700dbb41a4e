import { ListUsersCommand } from '@aws-sdk/client-identitystore'
import fastify from 'fastify'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import type { AccessKeySecrets } from '../../../src/administration/stores/access-keys.ts'
import { recorder } from '../../../src/events/recorder.ts'
import { identityStoreApi } from '../../../src/http/identity-store/identity-store-api.ts'
import { DatabaseUnavailable } from '../../../src/identity-center/errors.ts'
import type { Dependencies } from '../../../src/operations/operation.ts'
import { awsClients, refusalOf, sent, signed } from '../../helpers/aws.ts'
import { expectParts } from '../../helpers/expect-parts.ts'
import { testDependencies } from '../../helpers/operation-dependencies.ts'
import { at, here } from '../../helpers/rows.ts'

const secrets: AccessKeySecrets = {
  secretOf: (id) => `secret of ${id}`,
  areCurrent: async () => true,
}
const accessKeyId = 'AKIAABCDEFGHIJKLMNOP'
const credentials = { accessKeyId, secretAccessKey: secrets.secretOf(accessKeyId) }

const dependencies = await testDependencies(t, '2026-01-31T12:00:00.000Z')
await dependencies.store.identityStores.insert({ id: here, createdAt: at, settings: {} })
await dependencies.store.accessKeys.insert(here, { id: accessKeyId, createdAt: at })

/** The API without a listener, with overridden dependencies. */
const startApi = async (
  t: Test,
  {
    of = dependencies,
    known = secrets,
  }: { of?: Dependencies; known?: AccessKeySecrets | null } = {},
) => {
  const app = fastify({ loggerInstance: pino({ level: 'silent' }) })
  const recording = recorder({ store: of.store, now: of.now, onFault: () => {} })
  app.register(
    identityStoreApi({
      dependencies: of,
      asOf: '2026-01-01',
      secrets: known ?? undefined,
      recorder: recording,
    }),
  )
  t.teardown(async () => {
    await app.close()
    await recording.close()
  })
  return { adminUrl: await app.listen({ port: 0, host: '127.0.0.1' }) }
}
const list = (adminUrl: string, date = dependencies.now()) =>
  signed({ adminUrl }, 'ListUsers', { IdentityStoreId: here }, { credentials, date })

t.test('the age of a signature is measured by the clock of the server', async (t) => {
  const { adminUrl } = await startApi(t)
  const answer = await sent(await list(adminUrl))
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('date'), 'Sat, 31 Jan 2026 12:00:00 GMT')
  t.equal((await sent(await list(adminUrl, new Date()))).json.__type, 'InvalidSignatureException')
  for (const [seconds, status] of [
    [-300, 200],
    [-301, 403],
    [300, 200],
    [301, 403],
  ] as const) {
    const date = new Date(dependencies.now().getTime() + seconds * 1_000)
    t.equal((await sent(await list(adminUrl, date))).status, status, String(seconds))
  }
  const [key] = await dependencies.store.accessKeys.list(here)
  t.same(key?.lastUsedAt, dependencies.now())

  await t.test('and the AWS client adjusts its clock to it', async (t) => {
    const center = { adminUrl } as never
    const { store } = awsClients(t, center, credentials)
    const call = () => store.send(new ListUsersCommand({ IdentityStoreId: here }))
    t.equal((await refusalOf(call())).name, 'InvalidSignatureException')
    t.same((await call()).Users, [])
  })
})

t.test('a server without the server key rejects every request', async (t) => {
  const { adminUrl } = await startApi(t, { known: null })
  const { status, json } = await sent(await list(adminUrl))
  t.same([status, json.__type], [403, 'UnrecognizedClientException'])
})

t.test('an unreachable database is a server error that clients retry', async (t) => {
  const away = () => Promise.reject(new DatabaseUnavailable(new Error('secret cause')))
  for (const store of [
    { ...dependencies.store, accessKeys: { ...dependencies.store.accessKeys, find: away } },
    { ...dependencies.store, users: { ...dependencies.store.users, list: away } },
  ]) {
    const { adminUrl } = await startApi(t, { of: { ...dependencies, store } })
    const { status, json, text } = await sent(await list(adminUrl))
    t.equal(status, 500)
    expectParts(t, json, { __type: 'InternalServerException', Message: 'Internal server error' })
    t.notOk(text.includes('secret cause'))
  }
})

t.test('the response to an unexpected error does not contain its message', async (t) => {
  const broken = () => Promise.reject(new Error('secret cause'))
  const store = { ...dependencies.store, users: { ...dependencies.store.users, list: broken } }
  const { adminUrl } = await startApi(t, { of: { ...dependencies, store } })
  const { status, text } = await sent(await list(adminUrl))
  t.equal(status, 500)
  t.notOk(text.includes('secret cause'))
})
