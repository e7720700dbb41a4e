import t from 'tap'
import { dialectOf, newestEpoch } from '../../src/identity-center/dialect.ts'
import { Evaluation } from '../../src/identity-center/evaluation.ts'
import { groupConflict, userConflict } from '../../src/operations/refuse-conflict.ts'
import { jsonPointer } from '../../src/scim/pointer.ts'
import type { StoredResource } from '../../src/store/store.ts'

const evaluation = new Evaluation(dialectOf({}, newestEpoch))

const holder = (id: string, resource: object, createdBy: 'scim' | 'manual'): StoredResource => ({
  id,
  sequence: 1,
  resource: JSON.stringify(resource),
  createdAt: new Date('2026-01-31T12:00:00Z'),
  updatedAt: new Date('2026-02-01T12:00:00Z'),
  createdBy,
  updatedBy: createdBy,
  externalIdIssuer: null,
  extra: '{}',
})

t.test(
  'a conflict names every value that is taken, its holder, and how the holder was created',
  async (t) => {
    const refusal = userConflict(
      evaluation,
      { userName: 'jane', email: 'joan@example.com', externalId: undefined },
      [
        { key: 'userName', holder: holder('user-1', { userName: 'Jane' }, 'manual') },
        { key: 'email', holder: holder('user-2', { userName: 'joan' }, 'scim') },
      ],
      jsonPointer,
    )
    t.equal(refusal.logged, 'Duplicate UserName')
    t.same(
      refusal.findings.map(({ ruleId, pointer, value, sentence }) => [
        ruleId,
        pointer,
        value,
        sentence.replace(/^.* Here: /, ''),
      ]),
      [
        [
          'user-name-unique',
          '/userName',
          'jane',
          'held by user-1 (Jane), created 2026-01-31T12:00:00.000Z manually.',
        ],
        [
          'email-unique',
          '/emails/0/value',
          'joan@example.com',
          'held by user-2 (joan), created 2026-01-31T12:00:00.000Z by SCIM.',
        ],
      ],
    )
  },
)

t.test('a holder that was deleted meanwhile is not named', async (t) => {
  const { findings } = groupConflict(
    evaluation,
    { displayName: 'admins', externalId: '7' },
    [],
    jsonPointer,
  )
  t.same(
    findings.map(({ ruleId, value }) => [ruleId, value]),
    [['group-display-name-unique', 'admins']],
  )
  t.notOk(findings[0]?.sentence.includes('Here:'))
})
