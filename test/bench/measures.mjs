// What is measured. Each measure does one thing many times; `bare` is the same need met by the bare handlers.
import { load } from './load.mjs'

const CONNECTIONS = 10
const FIRST_SYNC = 5_000
const GROUP_SIZES = [0, 1_000, 10_000]

const user = (userName) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  externalId: userName,
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  displayName: `Ada ${userName}`,
  emails: [{ value: `${userName}@example.com`, type: 'work', primary: true }],
  active: true,
})
const patch = (op, path, value) => ({ Operations: [{ op, path, value }] })
const members = (ids) =>
  patch(
    'add',
    'members',
    ids.map((value) => ({ value })),
  )

/** One round over everything, against both servers in turn. `ids` are the users of earlier rounds, and of this one. */
export const measureRound = async (round, { ours, bare, ids }, report) => {
  const results = {}
  const measure = async (what, times, scim, plain, connections = CONNECTIONS) => {
    const result = await load(connections, times, scim)
    const beside = plain && (await load(connections, times, plain)).rate
    results[what] = { ...result, bare: beside, ratio: beside && result.rate / beside }
    report(what)
  }
  const name = (index) => `r${round}u${index}` // another one in each round
  const create = async (userName) => ids.push((await ours.ask('POST', '/Users', user(userName))).id)
  const createBare = (userName) => bare.ask('POST', '/Users', user(userName))
  const find = (userName) =>
    ours.ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`)
  const findBare = (userName) => bare.ask('GET', `/Users?name=${userName}`)

  await measure(
    `first sync of ${FIRST_SYNC} users`,
    FIRST_SYNC,
    (index) => find(name(index)).then(() => create(name(index))),
    (index) => findBare(name(index)).then(() => createBare(name(index))),
  )
  const again = (index) => `${name(index)}x`
  await measure(
    'create user',
    1_000,
    (index) => create(again(index)),
    (index) => createBare(again(index)),
  )
  await measure(
    'look up by userName',
    2_000,
    (index) => find(name(index)),
    (index) => findBare(name(index)),
  )
  await measure(
    'get by id',
    2_000,
    (index) => ours.ask('GET', `/Users/${ids[index]}`),
    (index) => findBare(name(index)),
  )
  await measure('page of 100 users', 200, () => ours.ask('GET', '/Users?cursor'))
  await measure('PATCH active', 1_000, (index) =>
    ours.ask('PATCH', `/Users/${ids[index]}`, patch('replace', 'active', round % 2 === 0)),
  )

  for (const size of GROUP_SIZES) {
    const missing = Math.max(0, size + 100 - ids.length)
    await load(CONNECTIONS, missing, (index) => create(`r${round}m${size}n${index}`))
    const { id } = await ours.ask('POST', '/Groups', { displayName: `r${round}g${size}` })
    const add = (...from) => ours.ask('PATCH', `/Groups/${id}`, members(ids.slice(...from)))
    for (let from = 0; from < size; from += 100) await add(from, from + 100)
    // One member at a time over one connection, as ssosync does; the group grows by the hundred that are measured.
    const addOne = (index) => add(size + index, size + index + 1)
    await measure(`add a member to a group of ${size}`, 100, addOne, undefined, 1)
  }
  return results
}
