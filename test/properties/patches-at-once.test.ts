import fc from 'fast-check'
import t, { type Test } from 'tap'
import { serverUrl } from '../helpers/database-server.ts'
import { startReplicas } from '../helpers/replicas.ts'
import { type Scim, startTestServer } from '../helpers/server.ts'

/* SCIM_PATCH_RUNS: number of command sequences, 4 by default. */
const numRuns = Number(process.env['SCIM_PATCH_RUNS'] ?? 4)
const clients = 32

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const names = 'givenName familyName middleName formatted honorificPrefix honorificSuffix'.split(' ')
const plain = 'userName displayName nickName title userType preferredLanguage locale timezone'
const extension = 'employeeNumber costCenter organization division department'.split(' ')

/** The attribute of the user that each client changes, by its path; attributes with a plain path may be removed. */
const attributes = [
  ...names.map((name) => ({ path: `name.${name}`, keys: ['name', name] })),
  ...plain.split(' ').map((name) => ({ path: name, keys: [name] })),
  ...extension.map((name) => ({ path: `${enterprise}:${name}`, keys: [enterprise, name] })),
  { path: 'externalId', keys: ['externalId'] },
  { path: 'profileUrl', keys: ['profileUrl'] },
]
const required = ['name.givenName', 'name.familyName', 'userName', 'displayName']

/** A change by a client: a value for its attribute (null removes it), or its member added to or removed from the group. */
type Change =
  | { readonly of: 'user'; readonly client: number; readonly value: string | null }
  | { readonly of: 'group'; readonly client: number; readonly isMember: boolean }

interface Model {
  readonly values: Map<string, string | null>
  readonly members: Set<number>
}

interface Real {
  readonly scims: readonly Scim[]
  readonly userId: string
  readonly groupId: string
  readonly memberIds: readonly string[]
}

const attributeOf = (client: number) => {
  const attribute = attributes[client % attributes.length]
  if (attribute === undefined) throw new Error('no attribute')
  return attribute
}

const patchOf = ({ userId, groupId, memberIds }: Real, change: Change) => {
  const members = [{ value: memberIds[change.client] }]
  if (change.of === 'group') {
    const operation = { op: change.isMember ? 'add' : 'remove', path: 'members', value: members }
    return { url: `/Groups/${groupId}`, operation }
  }
  const { path } = attributeOf(change.client)
  const operation =
    change.value === null ? { op: 'remove', path } : { op: 'replace', path, value: change.value }
  return { url: `/Users/${userId}`, operation }
}

const scimOfClient = ({ scims }: Real, client: number): Scim => {
  const scim = scims[client % scims.length]
  if (scim === undefined) throw new Error('no server')
  return scim
}

let performed = 0

/** Sends a change; the service accepts every one. */
const perform = async (real: Real, change: Change): Promise<void> => {
  const { url, operation } = patchOf(real, change)
  const scim = scimOfClient(real, change.client)
  const { status, text } = await scim('PATCH', url, { Operations: [operation] })
  const wanted = change.of === 'user' ? 200 : 204
  if (status !== wanted) throw new Error(`${JSON.stringify(operation)} was ${status}: ${text}`)
  performed += 1
}

const note = ({ values, members }: Model, change: Change) => {
  if (change.of === 'user') values.set(attributeOf(change.client).path, change.value)
  else if (change.isMember) members.add(change.client)
  else members.delete(change.client)
}

/** Compares the state that a server shows with the model. */
const compare = async (model: Model, real: Real, server: number): Promise<void> => {
  const scim = scimOfClient(real, server)
  const user = (await scim('GET', `/Users/${real.userId}`)).json
  for (const { path, keys } of attributes) {
    const [key = '', inner] = keys
    const shown = (inner === undefined ? user[key] : user[key]?.[inner]) ?? null
    const wanted = model.values.get(path) ?? null
    if (shown !== wanted) throw new Error(`${path} is ${shown}, not ${wanted}`)
  }
  const filter = encodeURIComponent(`groups.value eq "${real.groupId}"`)
  const { Resources } = (await scim('GET', `/Users?filter=${filter}`)).json
  const shown = Resources.map(({ id }: { id: string }) => real.memberIds.indexOf(id))
  const order = (clients: Iterable<number>) => [...clients].sort((a, b) => a - b).join()
  if (order(shown) !== order(model.members)) {
    throw new Error(`members are ${order(shown)}, not ${order(model.members)}`)
  }
}

/** Sends these changes concurrently, then compares. */
class Burst implements fc.AsyncCommand<Model, Real> {
  readonly changes: readonly Change[]
  readonly server: number
  constructor(changes: readonly Change[], server: number) {
    this.changes = changes
    this.server = server
  }
  check() {
    return true
  }
  async run(model: Model, real: Real) {
    await Promise.all(this.changes.map((change) => perform(real, change)))
    for (const change of this.changes) note(model, change)
    await compare(model, real, this.server)
  }
  toString() {
    return `Burst(${JSON.stringify(this.changes)}, ${this.server})`
  }
}

const text = fc.string({ unit: fc.constantFrom(...'abcxyz089'), minLength: 1, maxLength: 8 })
const userChange = fc.nat(attributes.length - 1).chain((client): fc.Arbitrary<Change> => {
  const isRequired = required.includes(attributeOf(client).path)
  const value = isRequired ? text : fc.option(text, { freq: 4 })
  return value.map((value) => ({ of: 'user', client, value }))
})
const groupChange = fc
  .record({ client: fc.nat(clients - 1), isMember: fc.boolean() })
  .map((change): Change => ({ of: 'group', ...change }))
const burst = fc
  .tuple(
    fc.uniqueArray(fc.oneof(userChange, groupChange), {
      selector: ({ of, client }) => `${of} ${client}`,
      maxLength: clients,
      size: 'max',
    }),
    fc.nat(2),
  )
  .map(([changes, server]) => new Burst(changes, server))

const person = (userName: string) => ({
  userName,
  displayName: userName,
  name: { givenName: 'Ada', familyName: 'Example' },
})

/** A user and a group that no other test changes, and users that may join. */
const freshPair = async (scims: readonly Scim[], memberIds: readonly string[], round: number) => {
  const [scim] = scims
  if (scim === undefined) throw new Error('no server')
  const user = (await scim('POST', '/Users', person(`patched-${round}`))).json
  const group = (await scim('POST', '/Groups', { displayName: `Patched ${round}` })).json
  const values = new Map<string, string | null>([
    ['userName', `patched-${round}`],
    ['displayName', `patched-${round}`],
    ['name.givenName', 'Ada'],
    ['name.familyName', 'Example'],
  ])
  const real: Real = { scims, userId: user.id, groupId: group.id, memberIds }
  return { model: { values, members: new Set<number>() }, real }
}

const hold = async (t: Test, scims: readonly Scim[]) => {
  let round = 0
  const created = scims.slice(0, 1).map((scim) =>
    Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        return (await scim('POST', '/Users', person(`member-${client}`))).json.id as string
      }),
    ),
  )
  const memberIds = (await Promise.all(created)).flat()

  await t.test('by 32 clients, several each, all take effect', async (t) => {
    const { model, real } = await freshPair(scims, memberIds, round)
    round += 1
    const client = async (client: number) => {
      for (let n = 0; n < 3; n += 1) {
        const isMember = (client + n) % 2 === 0
        const changes: Change[] = [{ of: 'group', client, isMember }]
        if (client < attributes.length)
          changes.push({ of: 'user', client, value: `v${client}${n}` })
        for (const change of changes) {
          await perform(real, change)
          note(model, change)
        }
      }
    }
    await Promise.all(Array.from({ length: clients }, (_, index) => client(index)))
    for (const server of scims.keys()) await t.resolves(compare(model, real, server))
  })

  await t.test('lead to the state of the model', async (t) => {
    const property = fc.asyncProperty(
      fc.commands([burst], { maxCommands: 6, size: 'max' }),
      async (commands) => {
        const pair = await freshPair(scims, memberIds, round)
        round += 1
        await fc.asyncModelRun(() => pair, commands)
      },
    )
    const before = performed
    await fc.assert(property, { numRuns })
    t.ok(performed > before + 10 * numRuns, `${performed - before} changes`)
  })
}

t.test('PATCHes of one user and one group at once', async (t) => {
  const { scim } = await startTestServer(t)
  await hold(t, [scim])
})

t.test(
  'PATCHes of one user and one group at once, through three servers',
  { skip: serverUrl === undefined && 'PGlite is one process' },
  async (t) => {
    const { replicas } = await startReplicas(t)
    await hold(
      t,
      replicas.map(({ scim }) => scim),
    )
  },
)
