import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { lastingDatabase } from '../helpers/database.ts'
import { rawSql } from '../helpers/raw-sql.ts'
import { ample, here, user } from '../helpers/rows.ts'

const [before, after] = ['https://scim.aws.com/tenant-1', 'https://scim.aws.com/tenant-2']

t.test('an external id keeps its first issuer until it changes', async (t) => {
  const place = await lastingDatabase(t)
  const { store, close } = await openStore(place)
  const write = (
    n: number,
    externalId: string | undefined,
    externalIdIssuer: string | undefined,
  ) => ({
    ...user(n, { externalId }),
    externalIdIssuer,
  })
  const stories = [
    [write(1, 'E1', before), write(1, 'E1', after)],
    [write(2, 'E2', before), write(2, 'E3', after)],
    [write(3, undefined, undefined), write(3, 'E4', after)],
    [write(4, 'E5', before), write(4, undefined, undefined)],
  ] as const
  for (const [inserted, updated] of stories) {
    await store.users.insert(here, inserted, ample)
    await store.users.update(here, updated)
  }
  await close()
  const rows = await rawSql(
    place,
    'select external_id_issuer as issuer from users order by sequence',
  )
  t.same(
    rows.map(({ issuer }) => issuer),
    [before, after, after, null],
  )
})
