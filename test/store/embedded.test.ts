import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresPool } from 'kysely'
import t from 'tap'
import { embeddedDatabase } from '../../src/store/embedded.ts'
import { findTemplate } from '../../src/store/template.ts'

const query = async (pool: PostgresPool, text: string, values: unknown[] = []) => {
  const connection = await pool.connect()
  try {
    return (await connection.query<Record<string, unknown>>(text, values)).rows
  } finally {
    connection.release()
  }
}

t.test('the embedded database', async (t) => {
  const { pool } = await embeddedDatabase(undefined, await findTemplate())
  t.teardown(() => pool.end())

  t.test('gives its connection to one caller after the other, in order of arrival', async (t) => {
    const order: number[] = []
    await Promise.all(
      [1, 2, 3, 4].map(async (n) => {
        const connection = await pool.connect()
        await sleep(5)
        order.push(n)
        connection.release()
      }),
    )
    t.same(order, [1, 2, 3, 4])
  })

  t.test('survives statements that fail, prepared or not', async (t) => {
    for (let round = 0; round < 3; round += 1) {
      await t.rejects(query(pool, 'select 1 / $1::int', [0]), { code: '22012' })
      await t.rejects(query(pool, 'no sql'), { code: '42601' })
      t.same(await query(pool, 'select $1::int as n', [7]), [{ n: 7 }])
    }
  })

  t.test('reads an int8 as a number', async (t) => {
    t.same(await query(pool, 'select 9007199254740991::bigint as n'), [
      { n: Number.MAX_SAFE_INTEGER },
    ])
  })

  t.test('has no database that it does not need', async (t) => {
    t.same(await query(pool, 'select datname from pg_database'), [{ datname: 'postgres' }])
    t.ok((await logBytes()) <= 3 * 2 ** 20)
  })

  const logBytes = async () => {
    const [row] = await query(pool, 'select sum(size)::bigint as bytes from pg_ls_waldir()')
    return Number(row?.['bytes'])
  }
  const estimate = async () =>
    (await query(pool, `select reltuples::int as n from pg_class where relname = 'secrets'`))[0]?.[
      'n'
    ]
  const write = (prefix: string, rows: number) =>
    query(
      pool,
      `insert into secrets select $1 || n, 'x', $2 from generate_series(1, $3::int) as n`,
      [prefix, new Date(), rows],
    )

  t.test('is vacuumed after many writes once it is idle', async (t) => {
    t.equal(await estimate(), -1)
    await write('a', 20_000)
    for (let wait = 0; wait < 100 && (await estimate()) === -1; wait += 1) await sleep(100)
    t.equal(await estimate(), 20_000)
  })

  t.test('is vacuumed after very many writes although queries wait', async (t) => {
    await write('b', 100_000)
    t.ok((await logBytes()) > 10 * 2 ** 20)
    const connection = await pool.connect()
    await sleep(2_500) // it looks every second
    connection.release()
    t.equal(await estimate(), 120_000)
    t.ok((await logBytes()) <= 3 * 2 ** 20, 'and its write-ahead log is short again')
  })
})
