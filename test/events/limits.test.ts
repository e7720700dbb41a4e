import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { excerptBody } from '../../src/events/body-excerpt.ts'
import { buildEvent } from '../../src/events/build-event.ts'
import { type ClientBehavior, clientBehavior } from '../../src/events/client-behavior.ts'
import type { MarkedPart } from '../../src/events/marked-body.ts'
import { redactSecrets } from '../../src/events/redact-secrets.ts'
import { truncateBody } from '../../src/events/truncate-body.ts'
import {
  clientFailureNotRepeated,
  clientLookUpBeforeCreate,
} from '../../src/identity-center/rules/client-behavior.ts'
import { outcomeOf, receivedRequest } from '../helpers/incoming-requests.ts'

type Asked = Parameters<typeof receivedRequest>[0]

const remember = (memory: ClientBehavior, asked: Asked, status = 200) =>
  memory.remember(receivedRequest(asked), outcomeOf({ status }))
const warningsOf = (memory: ClientBehavior, asked: Asked) =>
  memory.findWarnings(receivedRequest(asked)).map(({ ruleId }) => ruleId)
const lookUp = (userName: string, tokenId = 'token'): Asked => ({
  method: 'GET',
  operation: 'ListUsers',
  query: `filter=${encodeURIComponent(`userName eq "${userName}"`)}`,
  tokenId,
})
const list = (count: string): Asked => ({
  method: 'GET',
  operation: 'ListUsers',
  query: `count=${count}`,
})
const create = (userName: string, tokenId = 'token'): Asked => ({ body: { userName }, tokenId })

t.test('what clients did is remembered', async (t) => {
  t.test('of as many tokens as the capacity allows', async (t) => {
    const memory = clientBehavior({ capacity: 2 })
    for (const tokenId of ['a', 'b']) remember(memory, lookUp('jane', tokenId))
    t.same(warningsOf(memory, create('jane', 'a')), [])
    remember(memory, lookUp('jane', 'a')) // used last
    remember(memory, lookUp('jane', 'c'))
    t.same(warningsOf(memory, create('jane', 'a')), [])
    t.same(warningsOf(memory, create('jane', 'b')), [clientLookUpBeforeCreate.id])
    t.same(warningsOf(memory, create('jane', 'c')), [])
  })

  t.test('of a thousand names; with one more, everything counts as looked up', async (t) => {
    const memory = clientBehavior()
    for (let n = 0; n < 1_000; n += 1) remember(memory, lookUp(`user-${n}`))
    t.same(warningsOf(memory, create('another')), [clientLookUpBeforeCreate.id])
    t.same(warningsOf(memory, create('user-0')), [])
    remember(memory, lookUp('user-1000'))
    t.same(warningsOf(memory, create('another')), [])
  })

  t.test('of names of any length by the whole of them', async (t) => {
    const memory = clientBehavior()
    const long = 'x'.repeat(300)
    remember(memory, lookUp(`${long}1`))
    t.same(warningsOf(memory, create(`${long}1`)), [])
    t.same(warningsOf(memory, create(`${long}2`)), [clientLookUpBeforeCreate.id])
  })

  t.test('of lists of fifty or more', async (t) => {
    for (const [count, warnings] of [
      ['49', [clientLookUpBeforeCreate.id]],
      ['50', []],
    ] as const) {
      const memory = clientBehavior()
      remember(memory, list(count))
      t.same(warningsOf(memory, create('jane')), warnings, count)
    }
  })

  t.test('of two hundred failures, the last ones', async (t) => {
    const get = (n: number): Asked => ({ method: 'GET', operation: 'GetUser', path: `/Users/${n}` })
    const memory = clientBehavior()
    const failTwice = (n: number) => {
      for (let time = 0; time < 2; time += 1) remember(memory, get(n), 404)
    }
    for (let n = 0; n < 200; n += 1) failTwice(n)
    t.same(warningsOf(memory, get(0)), [clientFailureNotRepeated.id])
    failTwice(200)
    t.same(warningsOf(memory, get(0)), [])
    t.same(warningsOf(memory, get(1)), [clientFailureNotRepeated.id])
    t.same(warningsOf(memory, get(200)), [clientFailureNotRepeated.id])
  })

  t.test('of failures of the client alone', async (t) => {
    const get: Asked = { method: 'GET', operation: 'GetUser', path: '/Users/1' }
    for (const [status, isFailure] of [
      [399, false],
      [400, true],
      [428, true],
      [429, false],
      [499, true],
      [500, false],
    ] as const) {
      const memory = clientBehavior()
      remember(memory, get, status)
      t.same(warningsOf(memory, get), [], `${status} once`)
      remember(memory, get, status)
      t.same(warningsOf(memory, get), isFailure ? [clientFailureNotRepeated.id] : [], `${status}`)
    }
  })
})

t.test('a body is cut at its limit, never within a character', async (t) => {
  const cut = (text: string, most: number) =>
    Buffer.from(truncateBody(Buffer.from(text), most)).toString()
  t.equal(cut('abc', 3), 'abc')
  t.equal(cut('abcd', 3), 'abc')
  for (const [character, bytes] of [
    ['é', 2],
    ['€', 3],
    ['😀', 4],
  ] as const) {
    t.equal(cut(`a${character}`, bytes + 1), `a${character}`)
    for (let most = 1; most <= bytes; most += 1) {
      t.equal(cut(`a${character}b`, most), 'a', `${character} at ${most}`)
    }
    t.equal(cut(`a${character}b`, bytes + 1), `a${character}`)
  }
  const broken = Buffer.from([0x61, 0x80, 0x80, 0x80, 0x80, 0x80])
  t.same(Buffer.from(truncateBody(broken, 5)), broken.subarray(0, 5))
})

t.test('what is left of any text is a beginning of it, as long as can be', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, most) => {
      const body = Buffer.from(text)
      const kept = Buffer.from(truncateBody(body, most))
      assert.deepEqual(kept, body.subarray(0, kept.length))
      assert.ok(kept.length <= most)
      assert.ok(kept.length === body.length || kept.length > most - 4)
      assert.equal(Buffer.compare(Buffer.from(kept.toString()), kept), 0, 'it is UTF-8')
    }),
  )
})

t.test('an event tells the greater of the sizes of a body', async (t) => {
  const bytes = (body: string, announcedBytes: number) =>
    buildEvent(receivedRequest({ body, announcedBytes }), outcomeOf()).requestBytes
  t.equal(bytes('abc', 0), 3)
  t.equal(bytes('abc', 2), 3)
  t.equal(bytes('', 5_000), 5_000)
  t.equal(bytes('', 2_147_483_647), 2_147_483_647)
  t.equal(bytes('', 2_147_483_648), 2_147_483_647)
})

t.test('an excerpt has 44 units on either side, and 96 of what is marked', async (t) => {
  const part = (text: string, ...findings: readonly number[]): MarkedPart => ({
    text,
    findings,
    characterFindings: [],
  })
  const excerpt = (...parts: readonly MarkedPart[]) => {
    const { parts: shown, isCut } = excerptBody(parts, 0)
    return { texts: shown.map(({ text }) => text), isCut }
  }
  const [before, after] = ['b'.repeat(44), 'a'.repeat(44)]
  t.same(excerpt(part(before), part('x', 0), part(after)), {
    texts: [before, 'x', after],
    isCut: [false, false],
  })
  t.same(excerpt(part(`-${before}`), part('x', 0), part(`${after}-`)), {
    texts: [before, 'x', after],
    isCut: [true, true],
  })
  t.same(excerpt(part(''), part('x'.repeat(200), 0), part('')), {
    texts: ['x'.repeat(96 + 44)],
    isCut: [false, true],
  })
  const faces = '😀'.repeat(30)
  t.same(
    excerpt(part(`${faces}-`), part('x', 0), part(`-${faces}`)).texts,
    [`${'😀'.repeat(22)}-`, 'x', `-${'😀'.repeat(21)}`],
    'no character is cut in two',
  )
})

t.test('a secret is told by its length', async (t) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const random = (length: number) =>
    Array.from({ length }, (_, index) => alphabet[(index * 37) % alphabet.length]).join('')
  const isRedacted = (length: number) => redactSecrets(random(length)) === '*'.repeat(length)
  t.same(
    [39, 40, 41, 42, 43, 44, 499, 500, 800, 801].map((length) => [length, isRedacted(length)]),
    [
      [39, false],
      [40, true],
      [41, false],
      [42, false],
      [43, true],
      [44, false],
      [499, false],
      [500, true],
      [800, true],
      [801, false],
    ],
  )
})
