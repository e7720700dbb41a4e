import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { DatabaseUnavailable } from '../../src/identity-center/errors.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { StoreOptions } from '../../src/store/open-store-types.ts'
import { StartFailure } from '../../src/store/start-failure.ts'
import { testDatabase } from '../helpers/database.ts'
import { databaseUrl, runSql, serverUrl } from '../helpers/database-server.ts'
import { gateTo } from '../helpers/gate.ts'
import { ample, everything, here, ids, user } from '../helpers/rows.ts'

const server = serverUrl ?? ''
const skip =
  serverUrl === undefined && 'needs TEST_DATABASE_URL: node test/with-postgresql.mjs npx tap'

const refusal = async (options: StoreOptions): Promise<string> => {
  try {
    const { close } = await openStore({ waitSeconds: 30, ...options })
    await close()
    return 'opened'
  } catch (error) {
    if (error instanceof StartFailure) return error.message
    throw error
  }
}

const changed = (url: string, change: (url: URL) => void): string => {
  const copy = new URL(url)
  change(copy)
  return copy.href
}

t.test('a PostgreSQL server', { skip }, async (t) => {
  const place = await testDatabase(t)
  const url = 'databaseUrl' in place ? place.databaseUrl : ''
  const { hostname, port } = new URL(url)

  t.test(
    'that cannot be reached is waited for, with notices, and then refused with a message',
    async (t) => {
      const gate = await gateTo(t, hostname, Number(port))
      const notices: string[] = []
      const sentence = await refusal({
        databaseUrl: changed(url, (url) => {
          url.port = String(gate.port)
        }),
        waitSeconds: 1,
        notice: (text) => notices.push(text),
      })
      t.match(
        sentence,
        /^The database could not be reached for 1 seconds \(.*ECONNREFUSED.*\)\. Check .*\.$/,
      )
      t.ok(notices.length >= 2)
      t.match(notices[0], /^The database cannot be reached \(.*ECONNREFUSED.*\)\. Trying again\.$/)
      t.notMatch(`${sentence}${notices}`, /secret/)
    },
  )

  t.test('that starts late is used once it responds', async (t) => {
    const gate = await gateTo(t, hostname, Number(port))
    const opening = openStore({
      databaseUrl: changed(url, (url) => {
        url.port = String(gate.port)
      }),
      notice: () => void gate.open(),
    })
    const { ready, close, kind } = await opening
    t.equal(kind, 'postgresql')
    t.equal(await ready(), true)
    await close()
  })

  t.test('that refuses is not waited for', async (t) => {
    const cases = [
      [
        (url: URL) => {
          url.password = 'wrong'
        },
        /does not accept the password/,
      ],
      [
        (url: URL) => {
          url.pathname = '/no_such_database'
        },
        /no such database/,
      ],
      [
        (url: URL) => {
          url.searchParams.set('sslmode', 'require')
        },
        /cannot be used \(.*SSL.*\)\. Check the database URL\.$/,
      ],
    ] as const
    for (const [change, expected] of cases) {
      const sentence = await refusal({ databaseUrl: changed(url, change) })
      t.match(sentence, expected)
      t.notMatch(sentence, /secret|wrong/)
    }
    t.match(
      await refusal({ databaseUrl: 'postgresql://[' }),
      /cannot be used .*\. Check the database URL\.$/,
    )
  })

  t.test('whose database cannot store every name is refused with a message', async (t) => {
    const name = `test_${randomBytes(8).toString('hex')}`
    await runSql(server, `create database ${name} encoding 'SQL_ASCII' template template0`)
    t.teardown(() => runSql(server, `drop database ${name} with (force)`))
    t.match(
      await refusal({ databaseUrl: databaseUrl(name, server) }),
      /has the encoding SQL_ASCII, but names need UTF8/,
    )
  })

  t.test('whose user may create no tables is refused with a message', async (t) => {
    const name = `test_${randomBytes(8).toString('hex')}`
    await runSql(server, `create database ${name}`)
    t.teardown(() => runSql(server, `drop database ${name} with (force)`))
    await runSql(databaseUrl(name, server), 'revoke create on schema public from public')
    await runSql(server, `create role ${name} login password 'mine'`)
    t.teardown(() => runSql(server, `drop role ${name}`))
    const poor = changed(databaseUrl(name, server), (url) => {
      url.username = name
      url.password = 'mine'
    })
    t.match(
      await refusal({ databaseUrl: poor }),
      /could not be set up \(permission denied .*\)\. Its user must own/,
    )
  })

  t.test('that is lost and comes back is used again', async (t) => {
    const gate = await gateTo(t, hostname, Number(port))
    await gate.open()
    const { store, ready, close } = await openStore({
      databaseUrl: changed(url, (url) => {
        url.port = String(gate.port)
      }),
    })
    t.teardown(close)
    await store.users.insert(here, user(1), ample)

    for (let outage = 0; outage < 2; outage += 1) {
      const transaction = store.transaction(async ({ users }) => {
        await users.insert(here, user(2), ample)
        await gate.shut()
        await users.insert(here, user(3), ample)
      })
      await t.rejects(transaction, DatabaseUnavailable)
      for (let attempt = 0; attempt < 12; attempt += 1) {
        await t.rejects(store.users.find(here, user(1).id), DatabaseUnavailable)
      }
      t.equal(await ready(), false)
      await gate.open()
      t.equal(await ready(), true)
      t.same(ids(await store.users.list(here, undefined, everything)), [user(1).id])
    }
  })

  t.test('that ends every session is used again', async (t) => {
    const { store, ready, close } = await openStore({ databaseUrl: url })
    t.teardown(close)
    const terminate = () =>
      runSql(
        server,
        `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = '${new URL(url).pathname.slice(1)}' and pid <> pg_backend_pid()`,
      )

    await Promise.all(Array.from({ length: 10 }, () => ready()))
    await terminate()
    await sleep(200)
    t.equal(await ready(), true, 'idle connections are replaced')

    const cut = store.transaction(async ({ users }) => {
      await users.find(here, user(1).id)
      await terminate()
      await users.find(here, user(1).id)
    })
    await t.rejects(cut, DatabaseUnavailable)
    t.equal(await ready(), true)
  })
})
