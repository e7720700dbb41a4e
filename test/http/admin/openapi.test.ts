import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { testApis } from '../../helpers/apis.ts'
import { type Asked, adminSession } from './openapi-session.ts'

interface Operation {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >
}

const apis = await testApis(t)
const headers = { authorization: `Bearer ${apis.adminToken}` }
const answer = await apis.admin.inject({ url: '/api/v1/openapi.json', headers })
const document: {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
} = answer.json()

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
)

t.test('the OpenAPI document', async (t) => {
  t.test('is valid', async (t) => {
    t.equal(answer.statusCode, 200)
    t.match(answer.headers['content-type'], /^application\/json/)
    t.equal(document.openapi, '3.1.0')
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    t.ok(valid, JSON.stringify(errors))
  })

  t.test('contains exactly the routes of /api/v1', async (t) => {
    const routes = apis.adminRoutes
      .filter(({ method, url }) => url.startsWith('/api/v1') && method !== 'HEAD')
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
    t.same(operations.map(({ name }) => name).sort(), [...new Set(routes)].sort())
  })

  for (const { name, path, operation } of operations) {
    t.test(`describes ${name}`, async (t) => {
      t.match(operation.summary, /^[A-Z].{5,}[^.]$/)
      t.equal(operation.tags?.length, 1)
      const inPath = operation.parameters?.filter((each) => each.in === 'path') ?? []
      t.same(
        inPath.map((each) => each.name).sort(),
        Array.from(path.matchAll(/\{(\w+)\}/g), ([, param]) => param).sort(),
      )
      const statuses = Object.keys(operation.responses)
      t.ok(statuses.some((status) => status.startsWith('2')))
      t.ok(['401', '429'].every((status) => statuses.includes(status)))
      for (const [status, response] of Object.entries(operation.responses)) {
        const types = Object.keys(response.content ?? {})
        if (status >= '400') t.same(types, ['application/problem+json'])
        else t.equal(types.length > 0, status !== '204')
      }
    })
  }
})

const ajv = new Ajv2020({
  strict: false, // OpenAPI adds its own keywords
  formats: {
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    date: /^\d{4}-\d\d-\d\d$/,
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  },
})
ajv.addSchema(document, 'api')
const pointer = (...keys: readonly string[]) =>
  keys
    .map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('')

t.test('responses match the document', async (t) => {
  const asked: Asked[] = await adminSession(apis)

  for (const { method, path, status, type, json, text } of asked) {
    t.test(`${method} ${path} is ${status}`, async (t) => {
      const operation = document.paths[path]?.[method.toLowerCase()]
      const response = operation?.responses[status]
      t.ok(response, 'the status is documented')
      if (response === undefined) return
      if (status === 204) {
        t.equal(text, '')
        return
      }
      t.ok(response.content?.[type], `${type} is documented`)
      const where = ['paths', path, method.toLowerCase(), 'responses', `${status}`]
      const check = ajv.compile({
        $ref: `api#${pointer(...where, 'content', type, 'schema')}`,
      })
      t.ok(check(json ?? text), `${JSON.stringify(check.errors)}\n${text.slice(0, 500)}`)
    })
  }

  t.test('and every operation was called successfully', async (t) => {
    const done = asked.filter(({ status }) => status < 300)
    t.same(
      operations
        .map(({ name }) => name)
        .filter((name) => !done.some(({ method, path }) => name === `${method} ${path}`)),
      [],
    )
  })
})
