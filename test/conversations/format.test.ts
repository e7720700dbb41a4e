import t from 'tap'
import { confidences, type Exchange, readConversations } from './conversation.ts'
import { matchers } from './placeholders.ts'

const fileName = /^[a-z0-9]+(-[a-z0-9]+)*\.json$/
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const keys = {
  conversation: ['title', 'sources', 'asOf', 'settings', 'presumesEmpty', 'exchanges'],
  exchange: ['name', 'confidence', 'request', 'expect', 'match', 'repeat', 'together', 'keep'],
  request: ['method', 'path', 'headers', 'body', 'text', 'base64'],
  expectation: ['status', 'headers', 'body', 'text', 'detail', 'absent'],
}
const unknownKeys = (value: object, known: readonly string[]) =>
  Object.keys(value).filter((key) => !known.includes(key))

/** Placeholders that are read before anything has set them. */
const unset = (exchanges: readonly Exchange[]): readonly string[] => {
  const known = new Set(['unique', 'endpoint', 'n', ...Object.keys(matchers)])
  return exchanges.flatMap(({ request, expect, keep = {} }) => {
    const used = JSON.stringify([request, expect]).matchAll(/\{\{([^{}]+)\}\}/g)
    const missing = [...used].map(([, name = '']) => name).filter((name) => !known.has(name))
    // a repeated exchange sets user-{{n}}, which includes user-001
    for (const name of Object.keys(keep)) {
      known.add(name)
      for (let n = 1; n <= 150; n++) known.add(name.replace('{{n}}', String(n).padStart(3, '0')))
    }
    return missing
  })
}

const conversations = readConversations()

t.test('every client and every field error has its conversation', async (t) => {
  const files = conversations.map(({ file }) => file)
  for (const start of [
    'guide',
    'okta-oin',
    'okta-aiw',
    'entra-legacy',
    'entra-rfc-flag',
    'onelogin',
    'cyberark',
    'pingfederate-old',
    'pingfederate-new',
    'pingone',
    'jumpcloud',
    'google-workspace',
    'ssosync',
    'idp-scim-sync',
    'aws-samples',
    'lichti',
    'burda',
    'jief123',
    'authentik',
    'keycloak-scim',
    ...Array.from({ length: 43 }, (_, row) => `field-error-${String(row + 1).padStart(2, '0')}`),
  ])
    t.ok(
      files.some((file) => file.startsWith(`${start}-`)),
      start,
    )
})

for (const { file, conversation } of conversations) {
  t.test(`${file} has the format`, async (t) => {
    const { title, sources, asOf, exchanges } = conversation
    t.match(file, fileName, 'the name is kebab-case')
    t.same(unknownKeys(conversation, keys.conversation), [], 'it has no other keys')
    t.ok(title.length > 0 && sources.length > 0 && exchanges.length > 0, 'nothing is empty')
    t.match(asOf ?? '2021-08-15', /^\d{4}-\d\d-\d\d$/, 'asOf is a date')
    t.same(unset(exchanges), [], 'every placeholder is set before it is used')

    for (const exchange of exchanges) {
      const { name, confidence, request, expect, keep = {} } = exchange
      t.same(unknownKeys(exchange, keys.exchange), [], `${name}: no other keys`)
      t.same(unknownKeys(request, keys.request), [], `${name}: no other keys in the request`)
      t.ok(confidences.includes(confidence), `${name}: ${confidence}`)
      t.ok(methods.includes(request.method), `${name}: ${request.method}`)
      const bodies = [request.body, request.text, request.base64]
      t.ok(bodies.filter((body) => body !== undefined).length < 2, `${name}: one body at the most`)
      t.same(
        Object.keys(keep).filter((kept) => kept in matchers),
        [],
        `${name}: keeps no matcher`,
      )
      for (const expectation of [expect].flat()) {
        t.same(unknownKeys(expectation, keys.expectation), [], `${name}: no other expectations`)
        t.ok(Number.isInteger(expectation.status), `${name}: a status`)
      }
    }
  })
}
