import { setImmediate, setTimeout } from 'node:timers/promises'
import t from 'tap'
import { batchCalls } from '../../src/store/batch-calls.ts'
import { expectParts } from '../helpers/expect-parts.ts'

/** Doubles numbers in batches, and records the batches. A batch completes when its `end` is called. */
const startDoubling = (most = 100) => {
  const batches: { group: string; calls: readonly number[]; end: (error?: Error) => void }[] = []
  const double = batchCalls(
    most,
    String,
    (group: string, calls: readonly number[]) =>
      new Promise<readonly number[]>((resolve, reject) => {
        const end = (error?: Error) =>
          error === undefined ? resolve(calls.map((number) => 2 * number)) : reject(error)
        batches.push({ group, calls, end })
      }),
  )
  return { batches, double }
}

t.test('calls within one turn of the event loop become one batch', async (t) => {
  const { batches, double } = startDoubling()
  const results = [double('one', 1), double('one', 2), double('other', 3)]
  await setImmediate()
  t.match(batches, [
    { group: 'one', calls: [1, 2] },
    { group: 'other', calls: [3] },
  ])
  for (const { end } of batches) end()
  t.same(await Promise.all(results), [2, 4, 6])
})

t.test('calls beyond the maximum batch size run in the next batch', async (t) => {
  const { batches, double } = startDoubling(2)
  const results = [1, 2, 3].map((number) => double('one', number))
  await setImmediate()
  expectParts(t, batches, [{ calls: [1, 2] }])
  batches[0]?.end()
  await setImmediate()
  expectParts(t, batches, [{}, { calls: [3] }])
  batches[1]?.end()
  t.same(await Promise.all(results), [2, 4, 6])
})

t.test('calls during a batch wait for the next one', async (t) => {
  const { batches, double } = startDoubling()
  const first = double('one', 1)
  await setImmediate()
  const later = [double('one', 2), double('one', 3)]
  await setImmediate()
  t.equal(batches.length, 1)
  batches[0]?.end()
  t.equal(await first, 2)
  await setImmediate()
  expectParts(t, batches, [{}, { calls: [2, 3] }])
  batches[1]?.end()
  t.same(await Promise.all(later), [4, 6])
  t.equal(batches.length, 2, 'nothing is done twice')
})

t.test('calls wait a limited time for a slow batch', async (t) => {
  const { batches, double } = startDoubling()
  const heldUp = double('one', 1)
  await setImmediate()
  const later = double('one', 2)
  while (batches.length < 2) await setTimeout(5)
  expectParts(t, batches, [{ calls: [1] }, { calls: [2] }])
  batches[1]?.end()
  t.equal(await later, 4)
  batches[0]?.end()
  t.equal(await heldUp, 2)

  const after = double('one', 3)
  await setImmediate()
  expectParts(t, batches, [{}, {}, { calls: [3] }], 'and then all is as before')
  batches[2]?.end()
  t.equal(await after, 6)
})

t.test('an error rejects the calls of its batch and no others', async (t) => {
  const { batches, double } = startDoubling(2)
  const results = [1, 2, 3].map((number) => double('one', number))
  await setImmediate()
  batches[0]?.end(new Error('gone'))
  const gone = { status: 'rejected', reason: new Error('gone') }
  expectParts(t, await Promise.allSettled(results.slice(0, 2)), [gone, gone])
  await setImmediate()
  batches[1]?.end()
  t.equal(await results[2], 6)
})
