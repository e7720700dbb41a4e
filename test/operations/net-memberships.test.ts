import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { type Behaviors, behaviorsAt } from '../../src/identity-center/behaviors.ts'
import { netMemberships } from '../../src/operations/net-memberships.ts'
import type { MembershipChange } from '../../src/scim/reading.ts'
import type { MemberChanges } from '../../src/store/store.ts'

type Variant = Behaviors['replaceMembersByNothing']

const net = (changes: readonly MembershipChange[], replaceMembersByNothing: Variant = 'clear') =>
  netMemberships(changes, { ...behaviorsAt('2024-04-05'), replaceMembersByNothing })

const location = ['Operations', 0]
const add = (userId: string): MembershipChange => ({ change: 'add', op: 'add', userId, location })
const remove = (userId: string): MembershipChange => ({
  change: 'remove',
  op: 'remove',
  userId,
  location,
})
const clear = (op: 'remove' | 'replace', withoutValue = true): MembershipChange => ({
  change: 'clear',
  op,
  location,
  ...(withoutValue && { withoutValue }),
})

t.test('the net result of membership changes', async (t) => {
  t.test('is what was asked for, in its order', async (t) => {
    t.same(net([]), { add: [], remove: [] })
    t.same(net([add('b'), add('a'), remove('d'), remove('c')]), {
      add: ['b', 'a'],
      remove: ['d', 'c'],
    })
  })

  t.test('depends on the order of add and remove', async (t) => {
    t.same(net([add('a'), remove('a')]), { add: [], remove: ['a'] })
    t.same(net([remove('a'), add('a')]), { add: ['a'], remove: [] })
    t.same(net([add('a'), remove('a'), add('a')]), { add: ['a'], remove: [] })
    t.same(net([add('a'), add('a')]), { add: ['a'], remove: [] })
  })

  t.test('forgets what came before a clear', async (t) => {
    for (const op of ['remove', 'replace'] as const) {
      t.same(net([add('a'), clear(op)]), { add: [], remove: 'others' })
      t.same(net([add('a'), clear(op), add('b')]), { add: ['b'], remove: 'others' })
      t.same(net([clear(op, false), add('a'), remove('a')]), { add: [], remove: 'others' })
      t.same(net([add('a'), clear(op), remove('b'), add('c')]), { add: ['c'], remove: 'others' })
    }
  })

  t.test('ignores a replace by nothing only where that had no effect', async (t) => {
    const changes = [add('a'), clear('replace'), remove('b')]
    t.same(net(changes, 'no-effect'), { add: ['a'], remove: ['b'] })
    for (const variant of ['clear', 'refuse'] as const) {
      t.same(net(changes, variant), { add: [], remove: 'others' }, variant)
    }
    t.same(net([clear('replace', false), add('a')], 'no-effect'), { add: ['a'], remove: 'others' })
    t.same(net([clear('remove')], 'no-effect'), { add: [], remove: 'others' })
  })

  t.test('ignores a member without a usable id', async (t) => {
    t.same(net([{ change: 'add', op: 'add', location }, remove('a')]), { add: [], remove: ['a'] })
  })
})

/** The members of a group after each change in turn. */
const oneByOne = (
  members: readonly string[],
  changes: readonly MembershipChange[],
  variant: Variant,
): readonly string[] => {
  const group = new Set(members)
  for (const { change, op, userId = '', withoutValue } of changes) {
    const hasNoEffect = variant === 'no-effect' && op === 'replace' && withoutValue
    if (change === 'clear' && !hasNoEffect) group.clear()
    if (change === 'add') group.add(userId)
    if (change === 'remove') group.delete(userId)
  }
  group.delete('')
  return [...group].sort()
}

/** The members of a group after one write. */
const atOnce = (members: readonly string[], { add, remove }: MemberChanges): readonly string[] => {
  const kept = members.filter((id) =>
    remove === 'others' ? add.includes(id) : !remove.includes(id),
  )
  return [...new Set([...kept, ...add])].sort()
}

t.test('one write leaves the members that one change after the other leaves', async () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const change: fc.Arbitrary<MembershipChange> = fc.oneof(
    { weight: 4, arbitrary: id.map(add) },
    { weight: 4, arbitrary: id.map(remove) },
    fc.tuple(fc.constantFrom('remove', 'replace'), fc.boolean()).map((args) => clear(...args)),
    fc.constant<MembershipChange>({ change: 'add', op: 'add', location }),
  )
  fc.assert(
    fc.property(
      fc.uniqueArray(id),
      fc.array(change, { maxLength: 12 }),
      fc.constantFrom<Variant>('clear', 'no-effect', 'refuse'),
      (members, changes, variant) => {
        const result = net(changes, variant)
        assert.deepEqual(atOnce(members, result), oneByOne(members, changes, variant))
        assert.deepEqual([...new Set(result.add)], result.add, 'each user is added once')
        if (result.remove === 'others') return
        const both = result.remove.filter((id) => result.add.includes(id))
        assert.deepEqual(both, [], 'no user is both added and removed')
      },
    ),
    { numRuns: 300 },
  )
})
