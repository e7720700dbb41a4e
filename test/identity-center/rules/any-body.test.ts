import fc from 'fast-check'
import t from 'tap'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { judge } from '../../../src/identity-center/judge.ts'
import { createGroupRules } from '../../../src/identity-center/rules/create-group.ts'
import { createUserRules } from '../../../src/identity-center/rules/create-user.ts'
import { jane } from '../../../src/identity-center/rules/examples/example-request.ts'
import { patchGroupOperationRules } from '../../../src/identity-center/rules/patch-group.ts'
import { patchUserOperationRules } from '../../../src/identity-center/rules/patch-user.ts'
import type { JsonObject } from '../../../src/scim/resource.ts'
import { enterpriseUserUrn } from '../../../src/scim/urn.ts'
import { creating, creatingGroup, patchingGroup, patchingUser } from '../../helpers/subjects.ts'

const value = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.record({ value: fc.string(), primary: fc.boolean() }),
)
const name = fc.constantFrom(
  ...Object.keys(jane),
  'Title',
  'groups',
  'password',
  'members',
  'addresses',
  enterpriseUserUrn,
  '__proto__',
)
const body = fc
  .dictionary(name, fc.oneof(value, fc.array(value, { maxLength: 3 })))
  .map((object) => object as JsonObject)
const operation = fc.record(
  { op: fc.constantFrom('add', 'remove', 'replace', 'Move'), path: name, value },
  { requiredKeys: [] },
)
const day = fc.constantFrom('2019-01-01', '2021-08-31', '2024-06-01', newestEpoch)

t.test('no body and no PATCH is more than the rules can judge', async (t) => {
  fc.assert(
    fc.property(body, fc.array(operation, { maxLength: 4 }), day, (sent, operations, asOf) => {
      const dialect = dialectOf({}, asOf)
      const patch = operations.map((each) => each as JsonObject)
      for (const { findings, refusal } of [
        judge(createUserRules, creating(sent), dialect),
        judge(createGroupRules, creatingGroup(sent), dialect),
        judge(patchUserOperationRules, patchingUser(...patch), dialect),
        judge(patchGroupOperationRules, patchingGroup(...patch), dialect),
      ]) {
        t.equal(
          refusal === undefined,
          findings.every(({ severity }) => severity === 'warning'),
        )
        const [count, clauses] = refusal?.detail.split(' validation errors detected: ') ?? []
        if (clauses !== undefined) t.equal(clauses.split("Value at '").length - 1, Number(count))
      }
    }),
    { numRuns: 300 },
  )
})

t.test('roles were not supported until 2023', async (t) => {
  const findings = (asOf: string) =>
    judge(
      createUserRules,
      creating({ ...jane, roles: [{ value: 'one' }] }, asOf),
      dialectOf({}, asOf),
    ).findings.map(({ ruleId, path }) => [ruleId, path])
  t.same(findings('2022-12-31'), [['attribute-supported', 'roles']])
  t.same(findings('2023-01-01'), [])
})
