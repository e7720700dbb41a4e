import t from 'tap'
import { detailOf, idOf, newUser, startScimServer } from './scim-server.ts'

const { ask } = await startScimServer(t)
const userName = 'j+doe@example.com'
const user = await ask('POST', '/Users', { body: JSON.stringify(newUser(userName)) })
const quote = await ask('POST', '/Users', { body: JSON.stringify(newUser('a"b\\c')) })
const found = async (path: string) => {
  const { status, text } = await ask('GET', path)
  if (status !== 200) return `${status}`
  return JSON.parse(text).Resources.map(({ id }: { id: string }) => id)
}

t.test('a filter is accepted in any encoding', async (t) => {
  for (const filter of [
    'userName+eq+%22j%2Bdoe%40example.com%22',
    'userName%20eq%20%22j%2Bdoe@example.com%22',
    'userName%20eq%20"j%2Bdoe@example.com"',
    'userName+eq+"j%2Bdoe@example.com"',
    'username+EQ+%22J%2BDOE%40EXAMPLE.COM%22',
    '%75serName%20%65q%20%22j%2bdoe%40example.com%22',
  ])
    t.same(await found(`/Users?filter=${filter}`), [idOf(user)], filter)
})

t.test('an unencoded plus sign is a space', async (t) => {
  t.same(await found('/Users?filter=userName+eq+%22j+doe@example.com%22'), [])
})

t.test('an escaped quote and backslash in a filter match', async (t) => {
  const filter = encodeURIComponent('userName eq "a\\"b\\\\c"')
  t.same(await found(`/Users?filter=${filter}`), [idOf(quote)])
})

t.test('other parameters beside a filter are ignored', async (t) => {
  const filter = 'filter=userName+eq+%22j%2Bdoe%40example.com%22'
  for (const query of [
    `${filter}&`,
    `&${filter}`,
    `${filter}&startIndex=1&count=100`,
    `startIndex=1&count=100&${filter}`,
    `aadOptscim062020&${filter}`,
    `${filter}&attributes=userName&excludedAttributes=groups`,
    `${filter}&sortBy=userName&sortOrder=ascending`,
    `${filter}&unknown=%00`,
  ])
    t.same(await found(`/Users?${query}`), [idOf(user)], query)
})

t.test('an empty query is ignored', async (t) => {
  t.equal((await ask('GET', '/Users?')).status, 200)
  t.equal((await ask('GET', `/Users/${idOf(user)}?`)).text, user.text)
  t.equal((await ask('GET', '/ServiceProviderConfig?')).status, 200)
})

t.test('malformed percent-encoding is refused without a server error', async (t) => {
  for (const path of ['/Users/%', '/Users/%zz', '/Users/%ff', '/Users/%c0%af', '/Schemas/%e0%a4']) {
    const { status, text } = await ask('GET', path)
    t.ok(status === 404 || status === 400, `${path}: ${status}`)
    t.equal(JSON.parse(text).status, String(status))
  }
  for (const query of ['filter=%', 'filter=%zz', 'filter=%ff', 'cursor=%', 'count=%ff'])
    t.ok([200, 400].includes((await ask('GET', `/Users?${query}`)).status), query)
})

t.test('an invalid id is not found', async (t) => {
  const long = 'x'.repeat(2_000)
  for (const id of [
    'unknown',
    '%00',
    '%ED%A0%80',
    "'%20or%20'1'='1",
    '..%2f..',
    long,
    '%F0%9F%98%80',
  ])
    for (const collection of ['Users', 'Groups']) {
      const { status } = await ask('GET', `/${collection}/${id}`)
      t.equal(status, 404, `${collection}/${id.slice(0, 40)}`)
    }
})

t.test('hostile filters are refused', async (t) => {
  for (const filter of [
    `userName eq "${'\n'.repeat(40)}`,
    `userName eq "${'x'.repeat(5_000)}"`,
    `${'('.repeat(900)}userName eq "a"${')'.repeat(900)}`,
    'userName eq "a\u0000b"',
    'userName constructor "a"',
    '__proto__ eq "a"',
    'userName eq "a" or 1=1',
    'userName eq "a\'; drop table users; --"',
  ]) {
    const { status } = await ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)
    t.ok(status === 400 || status === 200, `${status}: ${filter.slice(0, 40)}`)
  }
  t.same(await found('/Users?filter=userName+eq+%22j%2Bdoe%40example.com%22'), [idOf(user)])
})

t.test('the first of two filters counts', async (t) => {
  const second = 'filter=userName+sw+%22a%22'
  t.same(await found(`/Users?filter=id+eq+%22${idOf(user)}%22&${second}`), [idOf(user)])
})

t.test('an empty filter is refused', async (t) => {
  const answer = await ask('GET', '/Users?filter=')
  t.equal(answer.status, 400)
  t.equal(detailOf(answer), 'Invalid Filter format')
})

t.test('a count is a number from 1 to 100', async (t) => {
  for (const count of ['0', '101', '-1', 'abc', '1.5', '1e1', '', '%201'])
    t.equal((await ask('GET', `/Users?cursor&count=${count}`)).status, 400, `count=${count}`)
  for (const count of ['1', '100'])
    t.equal((await ask('GET', `/Users?cursor&count=${count}`)).status, 200, `count=${count}`)
})

t.test('an invalid cursor is refused', async (t) => {
  for (const cursor of ['VGVzdFVzZXJDdXJzb3I', '%21%21', 'x'.repeat(3_000)])
    t.equal((await ask('GET', `/Users?cursor=${cursor}`)).status, 400, cursor.slice(0, 40))
})
