import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { buildEvent } from '../../src/events/build-event.ts'
import { type RecorderOptions, recorder } from '../../src/events/recorder.ts'
import { DatabaseUnavailable } from '../../src/identity-center/errors.ts'
import type { EventRetention, EventRow } from '../../src/store/event-types.ts'
import { expectParts } from '../helpers/expect-parts.ts'
import { outcomeOf, receivedRequest } from '../helpers/incoming-requests.ts'

const row = (requestId: string, body = ''): EventRow =>
  buildEvent(receivedRequest({ requestId, body, bodyBytes: 8_000_000 }), outcomeOf())

/** A store that keeps events in a list; each insert first runs the test's function. */
const notebook = (insert: (rows: readonly EventRow[]) => Promise<void> | void = () => {}) => {
  const batches: string[][] = []
  const errors: [string, number][] = []
  const cleaned: [string | null, EventRetention][] = []
  const options: RecorderOptions = {
    now: () => new Date('2026-11-01T00:00:00Z'),
    onFault: (error, dropped) => errors.push([String(error), dropped]),
    store: {
      identityStores: {
        list: async () => [
          { id: 'd-1', tenantId: null, createdAt: new Date(0), settings: {} },
          { id: 'd-2', tenantId: null, createdAt: new Date(0), settings: { events: { days: 1 } } },
        ],
      },
      events: {
        insert: async (rows) => {
          await insert(rows)
          batches.push(rows.map(({ requestId }) => requestId))
        },
        clean: async (id, retention) => cleaned.push([id, retention]),
      },
    },
  }
  return { batches, faults: errors, cleaned, options }
}

t.test('reads are written in one batch after 250 ms', async (t) => {
  const { batches, options } = notebook()
  const { read, close } = recorder(options)
  read(row('a'))
  read(row('b'))
  t.same(batches, [])
  await sleep(400)
  t.same(batches, [['a', 'b']])
  read(row('c'))
  await close()
  t.same(batches, [['a', 'b'], ['c']])
})

t.test('a hundred reads are written without waiting', async (t) => {
  const { batches, options } = notebook()
  const { read, flush } = recorder(options)
  for (let index = 0; index < 100; index++) read(row(String(index)))
  await sleep(50)
  t.same(
    batches.map((batch) => batch.length),
    [100],
  )
  for (let index = 0; index < 750; index++) read(row(String(index)))
  await flush()
  t.same(
    batches.map((batch) => batch.length),
    [100, 500, 250],
    'events that arrived meanwhile share statements of a bounded size',
  )
})

t.test(
  'reads that arrive faster than they are written wait, so that none is dropped',
  async (t) => {
    const { batches, faults: errors, options } = notebook(() => sleep(5))
    const { read, flush } = recorder(options)
    t.equal(read(row('a')), undefined, 'who comes first does not wait')
    for (let index = 0; index < 10_000; index++) await read(row('b'))
    await flush()
    t.equal(batches.flat().length, 10_001)
    t.same(errors, [])
  },
)

t.test('a few with long bodies wait, too', async (t) => {
  const { batches, faults: errors, options } = notebook(() => sleep(5))
  const { read, flush } = recorder(options)
  const body = 'x'.repeat(100_000)
  for (let index = 0; index < 1_000; index++) await read(row(String(index), body))
  await flush()
  t.equal(batches.flat().length, 1_000)
  t.same(errors, [])
  const longest = Math.max(...batches.map((batch) => batch.length))
  t.ok(longest > 10 && longest <= 41, `${longest} go into one statement, of 4 MiB at the most`)
})

t.test('a body that is longer than the limit of a statement has one of its own', async (t) => {
  const { batches, options } = notebook()
  const { read, flush } = recorder(options)
  for (const requestId of ['a', 'b']) read(row(requestId, 'x'.repeat(5_000_000)))
  await flush()
  t.same(batches, [['a'], ['b']])
})

t.test('a flush waits for the one that runs, and for the events since', async (t) => {
  const { batches, options } = notebook(() => sleep(50))
  const { read, flush } = recorder(options)
  read(row('a'))
  const first = flush()
  await sleep(10)
  read(row('b'))
  await flush()
  t.same(batches, [['a'], ['b']])
  await first
})

t.test('a write is stored at once, and rejects when it fails', async (t) => {
  const { batches, options } = notebook()
  await recorder(options).write(row('a'))
  t.same(batches, [['a']])
  const away = notebook(() => Promise.reject(new DatabaseUnavailable('away')))
  await t.rejects(recorder(away.options).write(row('a')))
})

t.test('reads are queued while the database is unavailable', async (t) => {
  let isAway = true
  const {
    batches,
    faults: errors,
    options,
  } = notebook(() => {
    if (isAway) throw new DatabaseUnavailable('away')
  })
  const { read, flush } = recorder(options)
  read(row('a'))
  await flush()
  t.same(batches, [])
  expectParts(t, errors, [[/cannot be reached/, 0]])
  t.equal(errors.length, 1)
  for (let index = 0; index < 150; index++) read(row('b'))
  await sleep(20)
  t.equal(errors.length, 1, 'not every event is an attempt')
  isAway = false
  await flush()
  t.same(
    batches.map((batch) => batch.length),
    [151],
  )
})

t.test('the oldest reads are dropped and counted when too many wait', async (t) => {
  const away = () => Promise.reject(new DatabaseUnavailable('away'))
  const { faults: errors, options } = notebook(away)
  const { read, flush } = recorder(options)
  for (let index = 0; index < 2_005; index++) read(row(String(index)))
  await flush()
  t.equal(errors.at(-1)?.[1], 5)
  t.match(errors.map(([error]) => error).join(), /were dropped/)
})

t.test('long bodies do not fill the memory either', async (t) => {
  let isAway = true
  const {
    batches,
    faults: errors,
    options,
  } = notebook(() => {
    if (isAway) throw new DatabaseUnavailable('away')
  })
  const { read, flush } = recorder(options)
  const body = 'x'.repeat(1_048_576)
  for (let index = 0; index < 40; index++) read(row(String(index), body))
  await flush()
  t.equal(errors.at(-1)?.[1], 8)
  isAway = false
  await flush()
  t.equal(batches.flat().length, 32)
  t.equal(batches.flat()[0], '8', 'the oldest went')
})

t.test('an event that the database rejects does not cost the others', async (t) => {
  const {
    batches,
    faults: errors,
    options,
  } = notebook((rows) => {
    if (rows.some(({ requestId }) => requestId === 'bad')) throw new Error('refused')
  })
  const { read, close } = recorder(options)
  for (const id of ['a', 'bad', 'b']) read(row(id))
  await close()
  t.same(batches, [['a'], ['b']])
  t.same(errors, [['Error: refused', 1]])
})

t.test('an event after the close is not waited for', async (t) => {
  const { batches, options } = notebook()
  const { read, close } = recorder(options)
  await close()
  read(row('a'))
  await sleep(300)
  t.same(batches, [])
})

t.test(
  'each store is cleaned by its settings, unauthenticated events by fixed limits',
  async (t) => {
    const { cleaned, options } = notebook()
    await recorder(options).clean()
    const month = new Date('2026-10-02T00:00:00Z')
    t.same(cleaned, [
      ['d-1', { before: month, count: 100_000 }],
      ['d-2', { before: new Date('2026-10-31T00:00:00Z'), count: 100_000 }],
      [null, { before: month, count: 1_000 }],
    ])
  },
)

t.test('a cleaning that fails is reported, not thrown', async (t) => {
  const { faults: errors, options } = notebook()
  const clean = () => Promise.reject(new Error('away'))
  const { events, identityStores } = options.store
  await recorder({ ...options, store: { identityStores, events: { ...events, clean } } }).clean()
  t.same(errors, [['Error: away', 0]])
})

/** The event of a read with a long response. */
const answered = (requestId: string, body: string): EventRow =>
  buildEvent(receivedRequest({ requestId, bodyBytes: 8_000_000 }), outcomeOf({ body }))

t.test('responses are weighed as requests are', async (t) => {
  const megabyte = 'x'.repeat(1_048_576)

  t.test('while the database is away', async (t) => {
    let isAway = true
    const { batches, faults, options } = notebook(() => {
      if (isAway) throw new DatabaseUnavailable('away')
    })
    const { read, flush, backlog } = recorder(options)
    for (let index = 0; index < 40; index += 1) read(answered(String(index), megabyte))
    await flush()
    t.equal(faults.at(-1)?.[1], 8)
    t.same(backlog(), { waiting: 32, dropped: 8 })
    isAway = false
    await flush()
    t.same(
      batches.flat(),
      Array.from({ length: 32 }, (_, index) => String(index + 8)),
      'the newest are kept in their order',
    )
  })

  t.test('in a statement of four megabytes, to the byte', async (t) => {
    const { batches, options } = notebook()
    const { read, flush } = recorder(options)
    for (const id of ['a', 'b', 'c', 'd', 'e']) read(answered(id, megabyte))
    await flush()
    t.same(batches, [['a', 'b', 'c', 'd'], ['e']])
  })

  t.test('together with the requests', async (t) => {
    const { batches, options } = notebook()
    const { read, flush } = recorder(options)
    const [half, more] = ['x'.repeat(2_097_152), 'x'.repeat(2_097_153)]
    const both = (requestId: string, request: string, response: string) => ({
      ...row(requestId, request),
      responseBody: Buffer.from(response),
    })
    read(row('first', megabyte))
    read(both('a', half, half))
    read(row('b', 'x'))
    read(both('c', half, more))
    await flush()
    t.same(batches, [['first'], ['a'], ['b'], ['c']])
  })
})

t.test('a megabyte that waits is kept at once', async (t) => {
  const { batches, options } = notebook()
  const { read, close } = recorder(options)
  read(answered('small', 'x'))
  read(answered('large', 'x'.repeat(1_048_576)))
  await new Promise((resolve) => setImmediate(resolve))
  t.same(batches, [['small', 'large']])
  await close()
})

t.test('a database that is away is asked again after two seconds', async (t) => {
  const { faults, options } = notebook(() => Promise.reject(new DatabaseUnavailable('away')))
  const { read, flush } = recorder(options)
  read(row('a'))
  await flush()
  read(row('b'))
  await sleep(1_000)
  t.equal(faults.length, 1)
})

t.test('events without a store are cleaned after each five hundred', async (t) => {
  const { cleaned, options } = notebook()
  const { write } = recorder(options)
  for (let index = 0; index < 500; index += 1) await write(row('of a store'))
  const unauthenticated = { ...row('of none'), identityStoreId: null }
  for (let index = 0; index < 499; index += 1) await write(unauthenticated)
  t.same(cleaned, [])
  await write(unauthenticated)
  const before = new Date('2026-10-02T00:00:00Z')
  t.same(cleaned, [[null, { before, count: 1_000 }]])
  for (let index = 0; index < 500; index += 1) await write(unauthenticated)
  t.equal(cleaned.length, 2)
})

t.test('the end waits for a cleaning that is under way', async (t) => {
  const { options } = notebook()
  const { events, identityStores } = options.store
  let isCleaned = false
  const clean = async (id: string | null) => {
    await sleep(20)
    if (id === null) isCleaned = true
    return 0
  }
  const { clean: start, close } = recorder({
    ...options,
    store: { identityStores, events: { ...events, clean } },
  })
  void start()
  await close()
  t.equal(isCleaned, true)
})
