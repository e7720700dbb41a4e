import t from 'tap'
import {
  onAll,
  person,
  type Replica,
  skip,
  startInstance,
  startProcess,
  startReplicas,
} from '../helpers/replicas.ts'
import type { Scim } from '../helpers/server.ts'

const stable = 60

/** Pages through a list, each page from the next server. Calls `between` after each. */
const pages = async (
  replicas: readonly Replica[],
  path: string,
  between: (page: number) => Promise<unknown> = async () => {},
) => {
  const ids: string[] = []
  for (
    let cursor: string | undefined = '', page = 0;
    cursor !== undefined && page < 200;
    page += 1
  ) {
    const replica = replicas[page % replicas.length]
    const { status, json } = await (replica as Replica).scim(
      'GET',
      `${path}cursor=${encodeURIComponent(cursor)}`,
    )
    if (status !== 200) throw new Error(`page ${page} was ${status}`)
    ids.push(...json.Resources.map(({ id }: { id: string }) => id))
    cursor = json.nextCursor
    await between(page)
  }
  return ids
}

const missing = (wanted: readonly string[], found: readonly string[]) =>
  wanted.filter((id) => !found.includes(id))

const twice = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index)

t.test('a cursor, on three servers', { skip }, async (t) => {
  const { replicas, ...shared } = await startReplicas(t)
  const [a] = replicas

  for (const [name, path, bodyOf] of [
    ['users', '/Users', (n: string) => person(n)],
    ['groups', '/Groups', (n: string) => ({ displayName: n })],
  ] as const) {
    await t.test(`of ${name} continues on any server, also while data changes`, async (t) => {
      const create = async (scim: Scim, title: string): Promise<string> => {
        const { status, text, json } = await scim('POST', path, bodyOf(title))
        if (status !== 201) throw new Error(text)
        return json.id
      }
      const all = await onAll(replicas, stable + 20, ({ scim }, n) =>
        create(scim, `first ${n}`.replace(' ', '-')),
      )
      t.same(
        new Set(await pages(replicas, `${path}?count=7&`)),
        new Set(all),
        'from page to page on another server',
      )
      const staying = all.slice(0, stable)
      const leaving = all.slice(stable)
      const later: string[] = []
      const interfere = (page: number) =>
        Promise.all([
          ...leaving.splice(0, 3).map((id, n) => replicas[n]?.scim('DELETE', `${path}/${id}`)),
          page < 8 &&
            onAll(replicas, 3, async ({ scim }, n) => {
              later.push(await create(scim, `later-${page}-${n}`))
            }),
        ])
      const seen = await pages(replicas, `${path}?count=6&`, interfere)
      t.same(missing(staying, seen), [], 'no remaining user is missing')
      t.same(twice(seen), [], 'no user is listed twice')
      t.same(missing(seen, [...all, ...later]), [])
      t.ok(later.length >= 24)
    })
  }

  await t.test('is valid after a restart of the server that issued it', async (t) => {
    const whole = await pages([a], '/Users?count=10&')
    const doomed = await startProcess(t, shared)
    const { json } = await doomed.scim('GET', '/Users?count=10&cursor')
    await doomed.kill()
    const restarted = await startInstance(t, shared)
    const next = `/Users?count=10&cursor=${encodeURIComponent(json.nextCursor)}`
    for (const { scim } of [restarted, a]) {
      const second = (await scim('GET', next)).json.Resources.map(({ id }: { id: string }) => id)
      t.same(second, whole.slice(10, 20))
    }
  })
})
