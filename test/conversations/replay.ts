import type { Test } from 'tap'
import type { Json } from '../../src/scim/resource.ts'
import type { Conversation, Exchange, Expectation } from './conversation.ts'
import {
  counted,
  fillBody,
  fillExpected,
  fillPath,
  fillText,
  masked,
  matchers,
  pointed,
  reduced,
} from './placeholders.ts'
import { type Received, send } from './send.ts'

/** Where a conversation is held. */
export interface Target {
  readonly endpoint: string
  readonly token: string
  /** What `{{unique}}` stands for: put behind names that must not be in use already. */
  readonly unique: string
  /** Whether what a conversation created is deleted at its end. */
  readonly cleansUp: boolean
}

const errorSchemas = ['urn:ietf:params:scim:api:messages:2.0:Error']

/** The error envelope; until March 2022 it held `schema` alone (slashdevops/idp-scim-sync, issues 30, 45, 57). */
const envelope = (status: number, detail: string, asOf: string | undefined): Json => ({
  schema: errorSchemas,
  ...(asOf !== undefined && asOf < '2022-03-18' ? {} : { schemas: errorSchemas }),
  detail,
  status: String(status),
  exceptionRequestId: '{{uuid}}',
  timeStamp: '{{error-time}}',
})

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const bytesOf = ({ request }: Exchange, values: Map<string, string>): Uint8Array | undefined => {
  if (request.base64 !== undefined) return Buffer.from(request.base64, 'base64')
  if (request.text !== undefined) return Buffer.from(fillText(request.text, values))
  return request.body === undefined ? undefined : Buffer.from(fillBody(request.body, values))
}

const ask = (
  exchange: Exchange,
  target: Target,
  values: Map<string, string>,
): Promise<Received> => {
  const { method, path, headers = {} } = exchange.request
  const body = bytesOf(exchange, values)
  const authorization = { Authorization: `Bearer ${target.token}` }
  return send({
    method,
    url: target.endpoint + fillPath(path, values),
    headers: Object.fromEntries(
      Object.entries({ ...authorization, ...headers }).flatMap(([name, value]) =>
        value === null ? [] : [[name, fillText(value, values)]],
      ),
    ),
    ...(body === undefined ? {} : { body }),
  })
}

/** What holds for every answer of the service. */
const holdsAlways = (t: Test, answer: Received) => {
  const requestId = String(answer.headers['x-amzn-requestid'])
  t.equal(answer.headers['content-type'], 'application/json', 'the Content-Type')
  t.match(requestId, new RegExp(`^${matchers['uuid']}$`), 'the x-amzn-RequestId is a UUID')
  const body = parsed(answer.text)
  if (body === undefined) return t.equal(answer.text, '', 'a body is JSON')
  const named = pointed(body, '/exceptionRequestId')
  if (named !== undefined) t.equal(named, requestId, 'the error names the request id')
  return t.equal(answer.text, JSON.stringify(body), 'the body is compact JSON')
}

/** One line for each key, so that a difference, also of order, shows as a difference of lines. */
const lines = (value: Json | undefined): string => JSON.stringify(value, undefined, 1)

const compareBody = (t: Test, answer: Received, expected: Json, subset: boolean) => {
  const actual = parsed(answer.text) ?? answer.text
  if (subset) t.same(masked(reduced(actual, expected), expected), expected, 'the body, in part')
  else t.equal(lines(masked(actual, expected)), lines(expected), 'the body')
}

const compare = (
  t: Test,
  answer: Received,
  expected: Expectation,
  subset: boolean,
  asOf: string | undefined,
  values: Map<string, string>,
) => {
  holdsAlways(t, answer)
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const actual = answer.headers[name.toLowerCase()]
    if (value === null) t.equal(actual, undefined, `no ${name}`)
    else t.equal(masked(String(actual), fillExpected(value, values)), value, name)
  }
  const { body, detail, text, absent = [] } = expected
  const whole = detail === undefined ? body : envelope(expected.status, detail, asOf)
  if (whole !== undefined) compareBody(t, answer, fillExpected(whole, values), subset)
  if (text !== undefined) t.equal(answer.text, text, 'the body, as text')
  if (expected.status === 204) t.equal(answer.text, '', 'no body')
  for (const pointer of absent)
    t.equal(pointed(parsed(answer.text), pointer), undefined, `nothing at ${pointer}`)
}

/** Has one exchange with the target and compares what it answers. */
const exchangeOnce = async (
  t: Test,
  exchange: Exchange,
  target: Target,
  asOf: string | undefined,
  values: Map<string, string>,
): Promise<Received> => {
  const answer = await ask(exchange, target, values)
  const expectations = [exchange.expect].flat()
  const expected = expectations.find(({ status }) => status === answer.status)
  if (expected === undefined) {
    const statuses = expectations.map(({ status }) => status).join(' or ')
    t.equal(String(answer.status), statuses, `the status (${answer.text.slice(0, 2000)})`)
    return answer
  }
  t.equal(answer.status, expected.status, 'the status')
  compare(t, answer, expected, exchange.match === 'subset', asOf, values)
  return answer
}

const remember = (exchange: Exchange, answer: Received, values: Map<string, string>) => {
  for (const [name, pointer] of Object.entries(exchange.keep ?? {})) {
    const value = pointed(parsed(answer.text), pointer)
    if (typeof value === 'string') values.set(fillText(name, values), value)
  }
}

const times = async (
  exchange: Exchange,
  once: (values: ReadonlyMap<string, string>) => Promise<Received>,
): Promise<readonly Received[]> => {
  const numbers = Array.from({ length: exchange.repeat ?? 1 }, (_, index) => counted(index + 1))
  if (exchange.together === true) return Promise.all(numbers.map((n) => once(new Map([['n', n]]))))
  const answers: Received[] = []
  for (const n of numbers) answers.push(await once(new Map([['n', n]])))
  return answers
}

/** The path of what an answer says was created. */
const createdPath = ({ request }: Exchange, { status, text }: Received): readonly string[] => {
  const id = pointed(parsed(text), '/id')
  const collection = /^\/+(Users|Groups)/.exec(request.path)?.[1]
  const created = request.method === 'POST' && status === 201 && typeof id === 'string'
  return created && collection !== undefined ? [`/${collection}/${id}`] : []
}

const cleanUp = async (target: Target, paths: readonly string[]) => {
  for (const path of [...paths].reverse())
    await send({
      method: 'DELETE',
      url: target.endpoint + path,
      headers: { Authorization: `Bearer ${target.token}`, 'User-Agent': 'conversations' },
    })
}

/** The title of an exchange's test: its sentence, marked when it is no more than a guess. */
export const titleOf = ({ name, confidence }: Exchange): string =>
  confidence === 'guess' ? `guess: ${name}` : name

/** Holds a conversation with the target, one subtest for each exchange. */
export const replay = async (t: Test, conversation: Conversation, target: Target) => {
  const created: string[] = []
  const values = new Map([
    ['unique', target.unique],
    ['endpoint', target.endpoint],
  ])
  if (target.cleansUp) t.teardown(() => cleanUp(target, created))

  for (const exchange of conversation.exchanges) {
    await t.test(titleOf(exchange), async (t) => {
      const answers = await times(exchange, async (more) => {
        const all = new Map([...values, ...more])
        const answer = await exchangeOnce(t, exchange, target, conversation.asOf, all)
        created.push(...createdPath(exchange, answer))
        remember(exchange, answer, all)
        for (const [name, value] of all) if (name !== 'n') values.set(name, value)
        return answer
      })
      for (const { status } of [exchange.expect].flat())
        t.ok(
          answers.some((answer) => answer.status === status),
          `${status} is seen`,
        )
    })
  }
}
