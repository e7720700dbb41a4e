import fc from 'fast-check'
import t from 'tap'
import { storeRequests } from '../../src/identity-center/identity-store/requests.ts'
import type { Shape } from '../../src/identity-center/identity-store/shape.ts'
import { credentialsOf, sent, signed } from '../helpers/aws.ts'
import { startTestServer } from '../helpers/server.ts'

const center = await startTestServer(t)
const credentials = credentialsOf(center)
const IdentityStoreId = center.identityStoreId

const send = async (name: string, input: unknown) => {
  const isInstance = /Instances?$/.test(name)
  const request = await signed(center, name, input, {
    credentials,
    ...(isInstance && { target: `SWBExternalService.${name}`, service: 'sso' }),
  })
  return sent(request)
}
// Ids that exist, so that many requests get beyond a look-up.
const { UserId } = (
  await send('CreateUser', {
    IdentityStoreId,
    UserName: 'ada@example.com',
    DisplayName: 'Ada',
    Name: { GivenName: 'Ada', FamilyName: 'L' },
  })
).json
const { GroupId } = (await send('CreateGroup', { IdentityStoreId, DisplayName: 'G' })).json

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    'ada@example.com',
    'Ada',
    '1815-12-10',
    '',
    '\0',
    '\ud800',
    'x'.repeat(1100),
    '__proto__',
    'd-0000000000',
  ),
)
const paths = fc.constantFrom(
  'userName',
  'displayName',
  'name',
  'name.familyName',
  'emails',
  'emails.value',
  'photos',
  'description',
  'birthdate',
  'externalId',
  'aws:identitystore:enterprise',
  'aws:identitystore:enterprise.manager.value',
  'constructor',
  'meta.created',
)
const anything = fc.jsonValue({ maxDepth: 3 })

/** Mostly a valid value of a shape; important names get values that exist. */
const arbitraryOf = (name: string, shape: Shape): fc.Arbitrary<unknown> => {
  if (name === 'IdentityStoreId') {
    return fc.oneof(
      { weight: 9, arbitrary: fc.constant(IdentityStoreId) },
      { weight: 1, arbitrary: texts },
    )
  }
  if (name === 'UserId') return fc.oneof(fc.constant(UserId), fc.constant(GroupId), texts)
  if (name === 'GroupId') return fc.oneof(fc.constant(GroupId), fc.constant(UserId), texts)
  if (name === 'AttributePath')
    return fc.oneof({ weight: 5, arbitrary: paths }, { weight: 1, arbitrary: texts })
  switch (shape.type) {
    case 'string':
      return texts
    case 'integer':
      return fc.integer({ min: -1, max: 102 })
    case 'boolean':
      return fc.boolean()
    case 'document':
      return fc.oneof(texts, anything, fc.array(fc.dictionary(texts, anything)))
    case 'list':
      return fc.array(arbitraryOf(name, shape.member), { maxLength: 4 })
    case 'map':
      return fc.dictionary(
        fc.oneof(fc.constant('aws:identitystore:enterprise'), texts),
        arbitraryOf('', shape.value),
        { maxKeys: 2 },
      )
    case 'structure':
      return fc.record(
        Object.fromEntries(
          Object.entries(shape.members).map(([each, member]) => [
            each,
            fc.oneof(
              { weight: 8, arbitrary: arbitraryOf(each, member) },
              { weight: 1, arbitrary: anything },
            ),
          ]),
        ),
        { requiredKeys: [...shape.required] },
      )
  }
}

const names = Object.keys(storeRequests) as (keyof typeof storeRequests)[]
const request = fc.constantFrom(...names).chain((name) =>
  fc.record({
    name: fc.constant(name),
    input: arbitraryOf('', storeRequests[name]),
  }),
)

const isAnswer = ({ status, json, headers }: Awaited<ReturnType<typeof sent>>) => {
  if (![200, 400, 403].includes(status)) throw new Error(`it was answered ${status}`)
  if (headers.get('x-amzn-requestid') === null) throw new Error('it has no request id')
  const isError = typeof json.__type === 'string'
  if (isError !== (status !== 200)) throw new Error(JSON.stringify(json))
  const message = json.message ?? json.Message
  if (isError && typeof message !== 'string') throw new Error(JSON.stringify(json))
}

t.test('a body of roughly the right shape is answered', async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ name, input }) => {
      isAnswer(await send(name, input))
    }),
    { numRuns: 300 },
  )
})

t.test('any bytes are answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.json().map((text) => Buffer.from(text)),
      ),
      async (name, bytes) => isAnswer(await send(name, Uint8Array.from(bytes))),
    ),
    { numRuns: 100 },
  )
})

t.test('any header is answered', async () => {
  const request = await signed(center, 'ListUsers', { IdentityStoreId }, { credentials })
  const value = fc.string({ unit: fc.constantFrom(...'AWS4-HC,=/;: 0aZ%_'), maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        'authorization',
        'x-amz-date',
        'x-amz-target',
        'x-amz-content-sha256',
        'content-type',
      ),
      fc.oneof(
        value,
        value.map((text) => `AWS4-HMAC-SHA256 ${text}`),
        value.map(
          (text) =>
            `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/x/identitystore/aws4_request, SignedHeaders=${text || 'x'}, Signature=${text || 'x'}`,
        ),
      ),
      async (name, text) =>
        isAnswer(await sent({ ...request, headers: { ...request.headers, [name]: text.trim() } })),
    ),
    { numRuns: 100 },
  )
})
