import t from 'tap'
import {
  disallowedCharacters,
  maximumLengthClause,
  patternClause,
  schemaPosition,
} from '../../src/identity-center/constraints.ts'
import { enterpriseUserUrn } from '../../src/scim/urn.ts'

t.test('the three classes differ in their spaces', async (t) => {
  const allowed = (character: string) =>
    (['text', 'group-name', 'word'] as const).map(
      (name) => !character.match(disallowedCharacters[name]),
    )
  for (const character of ['a', 'é', 'e\u0301'.slice(1), '1', '€', '-', '😀', '字']) {
    t.same(allowed(character), [true, true, true], `U+${character.charCodeAt(0).toString(16)}`)
  }
  for (const character of ['\t', '\n', '\r', ' ', '\u00a0']) {
    t.same(allowed(character), [true, true, false], `U+${character.charCodeAt(0).toString(16)}`)
  }
  t.same(allowed('\u3000'), [true, false, false])
  for (const character of [
    '\u0000',
    '\u000b',
    '\u007f',
    '\u00ad',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u2009',
    '\u2028',
    '\ue000',
    '\ud800',
    '\uffff',
  ]) {
    t.same(allowed(character), [false, false, false], `U+${character.charCodeAt(0).toString(16)}`)
  }
})

t.test('clauses name the attribute without its place in a list', async (t) => {
  t.equal(
    patternClause(['emails', 0, 'value']),
    "Value at 'emails.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r \u00a0]+",
  )
  t.equal(
    maximumLengthClause(['externalId']),
    "Value at 'externalId' failed to satisfy constraint: Member must have length less than or equal to 256",
  )
})

t.test('attributes stand in the order of the schema', async (t) => {
  const places = [
    ['externalId'],
    ['userName'],
    ['name', 'formatted'],
    ['name', 'familyName'],
    ['name', 'givenName'],
    ['displayName'],
    ['emails', 0, 'value'],
    ['addresses', 0, 'formatted'],
    [enterpriseUserUrn, 'employeeNumber'],
    [enterpriseUserUrn, 'manager', 'value'],
    ['shoeSize'],
  ].map(schemaPosition)
  t.same(
    places,
    [...places].sort((one, other) => one - other),
  )
  t.equal(new Set(places).size, places.length)
})
