import t from 'tap'
import { formatConstraintPath, formatScimPath } from '../../src/identity-center/format-location.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'

t.test('places are written as SCIM does, and as the service does', async (t) => {
  const written = (...location: readonly (string | number)[]) => [
    formatScimPath(location),
    formatConstraintPath(location),
  ]
  t.same(written('emails', 0, 'value'), ['emails.value', 'emails.value'])
  t.same(written('displayName'), ['displayName', 'displayName'])
  t.same(written(enterpriseUserUrn), [enterpriseUserUrn, enterpriseUserUrn])
  t.same(written(enterpriseUserUrn, 'manager', 'value'), [
    `${enterpriseUserUrn}:manager.value`,
    `${enterpriseUserUrn}.manager.value`,
  ])
  t.same(written(), ['', ''])
})
