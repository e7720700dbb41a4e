import t from 'tap'
import { attributeNotation, constraintNotation } from '../../src/identity-center/notation.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'

t.test('places are written as SCIM does, and as the service does', async (t) => {
  const written = (...location: readonly (string | number)[]) => [
    attributeNotation(location),
    constraintNotation(location),
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
