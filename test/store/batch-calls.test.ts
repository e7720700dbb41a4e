import { setImmediate, setTimeout } from 'node:timers/promises'
import t from 'tap'
import { batchCalls } from '../../src/store/batch-calls.ts'
import { expectParts } from '../helpers/expect-parts.ts'

/** Doubles numbers together, and tells what was done in one piece; a piece ends when its end is called. */
const doubling = (most = 100) => {
  const pieces: { group: string; asked: readonly number[]; end: (error?: Error) => void }[] = []
  const double = batchCalls(
    most,
    String,
    (group: string, asked: readonly number[]) =>
      new Promise<readonly number[]>((resolve, reject) => {
        const end = (error?: Error) =>
          error === undefined ? resolve(asked.map((number) => 2 * number)) : reject(error)
        pieces.push({ group, asked, end })
      }),
  )
  return { pieces, double }
}

t.test('what is asked for within one turn is done in one piece', async (t) => {
  const { pieces, double } = doubling()
  const results = [double('one', 1), double('one', 2), double('other', 3)]
  await setImmediate()
  expectParts(t, pieces, [
    { group: 'one', asked: [1, 2] },
    { group: 'other', asked: [3] },
  ])
  for (const { end } of pieces) end()
  t.same(await Promise.all(results), [2, 4, 6])
})

t.test('of more than can be done at once the rest comes next', async (t) => {
  const { pieces, double } = doubling(2)
  const results = [1, 2, 3].map((number) => double('one', number))
  await setImmediate()
  expectParts(t, pieces, [{ asked: [1, 2] }])
  pieces[0]?.end()
  await setImmediate()
  expectParts(t, pieces, [{}, { asked: [3] }])
  pieces[1]?.end()
  t.same(await Promise.all(results), [2, 4, 6])
})

t.test('whoever comes while a piece is on its way goes with the next', async (t) => {
  const { pieces, double } = doubling()
  const first = double('one', 1)
  await setImmediate()
  const later = [double('one', 2), double('one', 3)]
  await setImmediate()
  t.equal(pieces.length, 1)
  pieces[0]?.end()
  t.equal(await first, 2)
  await setImmediate()
  expectParts(t, pieces, [{}, { asked: [2, 3] }])
  pieces[1]?.end()
  t.same(await Promise.all(later), [4, 6])
  t.equal(pieces.length, 2, 'nothing is done twice')
})

t.test('but waits no longer than a moment for one that is held up', async (t) => {
  const { pieces, double } = doubling()
  const heldUp = double('one', 1)
  await setImmediate()
  const later = double('one', 2)
  while (pieces.length < 2) await setTimeout(5)
  expectParts(t, pieces, [{ asked: [1] }, { asked: [2] }])
  pieces[1]?.end()
  t.equal(await later, 4)
  pieces[0]?.end()
  t.equal(await heldUp, 2)

  const after = double('one', 3)
  await setImmediate()
  expectParts(t, pieces, [{}, {}, { asked: [3] }], 'and then all is as before')
  pieces[2]?.end()
  t.equal(await after, 6)
})

t.test('a piece that fails, fails for all of it, and for nobody else', async (t) => {
  const { pieces, double } = doubling(2)
  const results = [1, 2, 3].map((number) => double('one', number))
  await setImmediate()
  pieces[0]?.end(new Error('gone'))
  const gone = { status: 'rejected', reason: new Error('gone') }
  expectParts(t, await Promise.allSettled(results.slice(0, 2)), [gone, gone])
  await setImmediate()
  pieces[1]?.end()
  t.equal(await results[2], 6)
})
