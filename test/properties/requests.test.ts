import fc from 'fast-check'
import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { judge } from '../../src/identity-center/judge.ts'
import { createUserRules } from '../../src/identity-center/rules/create-user.ts'
import { readUser } from '../../src/scim/read-resource.ts'
import { type Scim, startTestServer } from '../helpers/server.ts'
import { filterText, groupBody, patchBody, userBody } from './arbitraries.ts'

const dialect = dialectOf({}, newestEpoch)

/** Any response must be one of the service's, never a defect. */
const requireSane = ({ status, text }: { status: number; text: string }) => {
  if (status === 204) return
  const body = JSON.parse(text)
  if (status >= 500) throw new Error(`${status} ${text}`)
  if (status >= 400 && body.status !== String(status)) throw new Error(`unexpected error: ${text}`)
}

const withoutLastModified = (text: string) => text.replace(/"lastModified":"[^"]*"/, '')

/** A stored user obeys every rule that was in force when it was written. */
const requireValid = (text: string) => {
  const { resource, deviations, pointerOf } = readUser(JSON.parse(text))
  const subject = { operation: 'CreateUser', resource, deviations } as const
  const verdict = judge(
    createUserRules,
    { ...subject, bodyId: undefined, pathId: undefined },
    dialect,
    pointerOf,
  )
  if (verdict.refusal !== undefined) throw new Error(`${verdict.refusal.detail}: ${text}`)
}

const everyUser = async (scim: Scim) => {
  const users: {
    id: string
    userName: string
    externalId?: string
    emails?: { value?: string }[]
  }[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = JSON.parse((await scim('GET', `/Users?cursor=${encoded(cursor)}`)).text)
    users.push(...page.Resources)
    cursor = page.nextCursor
  }
  return users
}

const requireUnique = (values: readonly (string | undefined)[]) => {
  const present = values.filter((value) => value !== undefined)
  if (new Set(present).size !== present.length) throw new Error(`twice: ${present.sort()}`)
}

/** A URL cannot have a lone surrogate. */
const encoded = (text: string) => encodeURIComponent(Buffer.from(text).toString())

const runs = { numRuns: 200 }

t.test('any request', async (t) => {
  const { scim } = await startTestServer(t, { logLevel: 'error' })

  await t.test(
    'a created user can be read, obeys the rules, and stays the same after a PUT of itself',
    async () => {
      await fc.assert(
        fc.asyncProperty(userBody, async (body) => {
          const created = await scim('POST', '/Users', body)
          requireSane(created)
          if (created.status !== 201) return
          requireValid(created.text)

          const { id } = JSON.parse(created.text)
          const read = await scim('GET', `/Users/${id}`)
          if (read.text !== created.text)
            throw new Error(`${created.text} was read as ${read.text}`)
          const put = await scim('PUT', `/Users/${id}`, JSON.parse(read.text))
          if (put.status !== 200) throw new Error(`${put.status} ${put.text} for ${read.text}`)
          if (withoutLastModified(put.text) !== withoutLastModified(read.text)) {
            throw new Error(`${read.text} became ${put.text}`)
          }
        }),
        runs,
      )
    },
  )

  await t.test('a patched user obeys the rules, and a refused PATCH changes nothing', async () => {
    const { id } = JSON.parse((await scim('POST', '/Users', plainUser('patched'))).text)
    await fc.assert(
      fc.asyncProperty(patchBody(), async (body) => {
        const before = await scim('GET', `/Users/${id}`)
        const patched = await scim('PATCH', `/Users/${id}`, body)
        requireSane(patched)
        const after = await scim('GET', `/Users/${id}`)
        requireValid(after.text)
        const expected = patched.status === 200 ? patched.text : before.text
        if (after.text !== expected) throw new Error(`${after.text} instead of ${expected}`)
      }),
      runs,
    )
  })

  await t.test('groups and their patches are answered', async () => {
    const { id: user } = JSON.parse((await scim('POST', '/Users', plainUser('member'))).text)
    const group = await scim('POST', '/Groups', { displayName: 'patched' })
    const { id } = JSON.parse(group.text)
    const ids = fc.constantFrom(user, id, '', 'x', '\u0000', '\ud800', null, 7)
    const values = fc.array(fc.record({ value: ids, display: fc.string() }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(groupBody(ids), patchBody(values), async (body, patch) => {
        requireSane(await scim('POST', '/Groups', body))
        requireSane(await scim('PATCH', `/Groups/${id}`, patch))
        requireSane(await scim('GET', `/Groups?filter=members.value%20eq%20%22${user}%22`))
      }),
      runs,
    )
  })

  await t.test('filters, cursors, counts and ids are answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/Users', '/Groups'),
        filterText,
        fc.option(fc.oneof(fc.string(), fc.constant('')), { nil: undefined }),
        fc.option(fc.oneof(fc.string(), fc.integer().map(String)), { nil: undefined }),
        async (path, filter, cursor, count) => {
          const query = Object.entries({ filter, cursor, count }).flatMap(([name, value]) =>
            value === undefined ? [] : `${name}=${encoded(value)}`,
          )
          requireSane(await scim('GET', `${path}?${query.join('&')}`))
          requireSane(await scim('GET', `${path}/${encoded(filter)}`))
        },
      ),
      runs,
    )
  })

  await t.test('no two users share a user name, an email address or an external id', async () => {
    const users = await everyUser(scim)
    requireUnique(users.map(({ id }) => id))
    requireUnique(users.map(({ userName }) => userName.toLowerCase()))
    requireUnique(users.map(({ emails }) => emails?.[0]?.value?.toLowerCase()))
    requireUnique(users.map(({ externalId }) => externalId))
  })
})

const plainUser = (userName: string) => ({
  userName,
  displayName: 'Plain User',
  name: { givenName: 'Plain', familyName: 'User' },
  active: true,
})

t.test('a PATCH and an equivalent PUT give the same user', async (t) => {
  const { scim } = await startTestServer(t, { logLevel: 'error' })
  const target = fc.record(
    {
      displayName: fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom('a', 'é', ' ') }),
      title: fc.constantFrom('Boss', 'Clerk'),
      nickName: fc.constantFrom('Bo', 'Cy'),
      active: fc.boolean(),
      emails: fc.constantFrom([{ value: 'p@example.com', type: 'work', primary: true }]),
      name: fc.constantFrom({ givenName: 'Pat', familyName: 'User' }),
    },
    { requiredKeys: ['active', 'displayName', 'name'] },
  )
  let serial = 0

  await fc.assert(
    fc.asyncProperty(target, async (wanted) => {
      serial += 1
      const start = plainUser(`same-${serial}`)
      const { id } = JSON.parse((await scim('POST', '/Users', start)).text)
      const operations = Object.entries(wanted).map(([path, value]) => ({
        op: 'replace',
        path,
        value,
      }))
      const patched = await scim('PATCH', `/Users/${id}`, { Operations: operations })
      const put = await scim('PUT', `/Users/${id}`, { ...start, ...wanted, id })
      if (withoutLastModified(patched.text) !== withoutLastModified(put.text)) {
        throw new Error(`PATCH ${patched.text}, PUT ${put.text}`)
      }
      await scim('DELETE', `/Users/${id}`)
    }),
    { numRuns: 50 },
  )
})
