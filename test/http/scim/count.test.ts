import t from 'tap'
import { countRange } from '../../../src/identity-center/rules/list.ts'
import { startTestServer } from '../../helpers/server.ts'

t.test('a list', async (t) => {
  const { scim, configure } = await startTestServer(t)
  const names = ['a', 'b', 'c']
  for (const displayName of names) await scim('POST', '/Groups', { displayName })
  const list = async (query: string) => {
    const { status, json } = await scim('GET', `/Groups?${query}`)
    const shown = (json.Resources ?? []).map((each: { displayName: string }) => each.displayName)
    return { status, shown, itemsPerPage: json.itemsPerPage, nextCursor: json.nextCursor }
  }
  const whole = { status: 200, shown: names, itemsPerPage: 3, nextCursor: undefined }

  await t.test('refuses a count of nothing', async (t) => {
    for (const count of ['0', '-1', '', 'abc', '1.5', '101']) {
      t.equal((await list(`count=${count}`)).status, 400, count)
      t.equal((await list(`cursor&count=${count}`)).status, 400, count)
    }
  })

  await t.test('ends where its page ends', async (t) => {
    t.same(await list('cursor&count=3'), whole)
    const first = await list('cursor&count=2')
    t.same(first, { ...whole, shown: ['a', 'b'], itemsPerPage: 2, nextCursor: first.nextCursor })
    t.equal(typeof first.nextCursor, 'string')
    const next = `cursor=${encodeURIComponent(first.nextCursor)}&count=2`
    t.same(await list(next), { ...whole, shown: ['c'], itemsPerPage: 1 })
    t.same(await list('count=2'), { ...whole, shown: ['a', 'b'], itemsPerPage: 2 })
  })

  await t.test(
    'has pages of the usual size for any other count where its rule is off',
    async (t) => {
      await configure({ rules: { [countRange.id]: 'off' } })
      for (const count of ['0', '-1', '-0', '', 'abc', '1.5', '99999999999999999999', 'Infinity']) {
        t.same(await list(`count=${count}`), whole, count)
        t.same(await list(`cursor&count=${count}`), whole, count)
      }
      t.same((await list('count=1')).shown, ['a'])
      t.same((await list('count=200')).shown, names)
    },
  )

  await t.test('has no count before it had cursors', async (t) => {
    await configure({ asOf: '2025-08-31' })
    t.same(await list('count=1'), whole)
    t.same(await list('count=0'), whole)
    await configure({ asOf: '2025-09-01' })
    t.same((await list('count=1')).shown, ['a'])
    t.equal((await list('count=0')).status, 400)
  })
})
