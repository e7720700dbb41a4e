import fc from 'fast-check'
import t from 'tap'
import type { Page } from '../../src/store/store.ts'
import { testStore } from '../helpers/database.ts'
import { ample, at, everything, group, here, idOf, ids, populate, user } from '../helpers/rows.ts'

/** The changes between two pages: users deleted and users added, by number. */
const interludes = fc.array(
  fc.record({
    deleted: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
    added: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 6 },
)

t.test('pages show every user that exists throughout once, also while others change', async (t) => {
  const store = await testStore(t)
  let round = 0

  const property = fc.asyncProperty(
    fc.integer({ min: 1, max: 9 }),
    interludes,
    async (limit, between) => {
      round += 1
      const id = `d-${round}`
      await populate(store, id, { users: 20 })
      const shown: string[] = []
      const deleted = new Set<string>()
      let next = 21
      let after = 0
      for (let page = 0; ; page += 1) {
        const rows = await store.users.list(id, undefined, { after, limit })
        shown.push(...ids(rows))
        after = rows.at(-1)?.sequence ?? after
        const { deleted: gone = [], added = 0 } = between[page] ?? {}
        for (const n of gone) {
          await store.users.delete(id, idOf(n))
          deleted.add(idOf(n))
        }
        for (let count = 0; count < added; count += 1) {
          await store.users.insert(id, user(next), ample)
          next += 1
        }
        if (rows.length < limit && added === 0) break
      }
      const there = ids(await store.users.list(id, undefined, everything))
      const shownTwice = shown.length - new Set(shown).size
      const missed = there.filter((one) => !shown.includes(one))
      const phantoms = shown.filter((one) => !there.includes(one) && !deleted.has(one))
      return shownTwice === 0 && missed.length === 0 && phantoms.length === 0
    },
  )
  await fc.assert(property, { numRuns: 15 })
  t.ok(round >= 15)
})

t.test('the members of a group and the groups of a user are paged, too', async (t) => {
  const store = await testStore(t)
  await populate(store, here, { users: 7, groups: 7 })
  for (let n = 1; n <= 7; n += 1) {
    await store.memberships.add(here, idOf(1), [idOf(n)], at)
    await store.memberships.add(here, idOf(n), [idOf(1)], at)
  }
  await store.users.insert(here, user(8), ample)
  await store.groups.insert(here, group(8), ample)
  const value = idOf(1)
  const lists = [
    (page: Page) => store.users.list(here, { by: 'group', value }, page),
    (page: Page) => store.groups.list(here, { by: 'member', value }, page),
  ]
  for (const list of lists) {
    const pages: (readonly string[])[] = []
    let after = 0
    for (;;) {
      const rows = await list({ after, limit: 3 })
      if (rows.length === 0) break
      pages.push(ids(rows))
      after = rows.at(-1)?.sequence ?? after
    }
    t.same(pages, [[1, 2, 3].map(idOf), [4, 5, 6].map(idOf), [idOf(7)]])
  }
})
