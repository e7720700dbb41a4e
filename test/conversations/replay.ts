import type { Test } from 'tap'
import { compare, parsed } from './compare.ts'
import type { Conversation, Exchange } from './conversation.ts'
import { counted, fillBody, fillPath, fillText, pointed } from './placeholders.ts'
import { type Received, type Sent, send } from './send.ts'

/** The server that a conversation is replayed against. */
export interface Target {
  readonly endpoint: string
  readonly token: string
  /** The value of `{{unique}}`, a suffix of names that must not be in use. */
  readonly unique: string
  /** Whether what a conversation created is deleted at its end. */
  readonly cleansUp: boolean
  /** Sends a request; `send` without it. */
  readonly send?: (sent: Sent) => Promise<Received>
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
  return (target.send ?? send)({
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

/** Sends the request of one exchange and compares the response. */
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

/** The path of the resource that a response says was created. */
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

/** The title of an exchange's test: its sentence, marked where it is a guess. */
export const titleOf = ({ name, confidence }: Exchange): string =>
  confidence === 'guess' ? `guess: ${name}` : name

/** Replays a conversation against the target, one subtest for each exchange. */
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
